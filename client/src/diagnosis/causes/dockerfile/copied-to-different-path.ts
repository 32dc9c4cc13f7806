import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, editDockerfile } from '../../remedies.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'The file is copied to another path than the one that is used',
  why: 'A folder’s content is copied, not the folder; a relative destination begins at WORKDIR; a slash at the end makes a folder. So a file easily lands beside the place where the process looks for it, and the process finds an older one there, or none.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer', 'commandPath'],
  messages: {
    answer: '{file} is copied to {path}, but {container} runs {other}',
    copied: 'Your file is at {path}: {instruction}',
    names: 'The command of {container} names {other}, which has another content',
    namesNothing: 'The command of {container} names {other}, and there is no such file',
    ofBase: 'The base image brings that file',
    notThere: 'The container does not have your content at the copied path',
    none: 'The command names no other file of that name',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, fileInContainer, commandPath } = evidence.its;
    const copy = plan.copies.find(({ containerPath }) => containerPath === fileInContainer.path);
    if (!commandPath) return say.ruledOut(say.text('none'), evidence.from('commandPath'));
    if (!copy || !hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
    const { seen, isOfBase } = commandPath;
    const { path } = fileInContainer;
    const name = containerName(container);
    const other = seen.path;
    // What a RUN made may have the source's name and be meant to differ.
    const speak = isOfBase || plan.laterRuns.length === 0 ? say.confirmed : say.possible;
    return speak(
      say.text('answer', { file: plan.pathInContext ?? fileOnHost.path, path, container: name, other }),
      [
        {
          text: say.text('copied', { path, instruction: copy.instruction }),
          from: placed(copy.at),
        },
        {
          text: say.text(seen.kind === 'file' ? 'names' : 'namesNothing', { container: name, other }),
          from: evidence.from('commandPath', contentName(seen)),
        },
        ...(isOfBase ? [{ text: say.text('ofBase'), from: evidence.from('commandPath') }] : []),
      ],
      [...editDockerfile(plan, other), ...buildAndRecreate(evidence)],
    );
  },
});
