import { defineCause } from '../../define-cause.ts';
import { readingOfPackages } from '../../package-facts.ts';
import { buildWithoutCache } from '../../remedies.ts';
import { copyBefore } from '../../remedies/dockerfile-edits.ts';

export default defineCause({
  hop: 'cache',
  title: 'Packages were installed before the changed file was copied, and that step came from the cache',
  why: 'A RUN that installs packages runs again only when its words or the files copied before it change. A lock file that is copied later, or not at all, changes neither.',
  needs: ['plan', 'fileOnHost', 'container', 'dependencies'],
  outranks: ['not-copied-by-dockerfile'],
  messages: {
    answer: '{image} has {name} {installed}, not {wanted}: line {line} of {dockerfile} came from the cache',
    answerMissing: '{image} has no {name}: line {line} of {dockerfile} came from the cache',
    installs: 'Line {line} installs the packages: {instruction}',
    order: '{file} is not copied before that line',
    wants: '{file} wants {name} {wanted}',
    has: '{folder} has {name} {installed}',
    hasNot: '{folder} has no {name}',
    fileIsNew: 'The image has {file} as it is now',
    ran: 'The step ran at {ran}',
    same: 'The installed packages are those that the file wants',
    byMount: 'A mount decides which packages are there',
    noStep: 'No RUN of the Dockerfile installs them',
    copiedBefore: 'The file is copied before the packages are installed',
    notBuilt: 'The image was not built since the change',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, dependencies } = evidence.its;
    const { different, folder, mount, installedBy, installedAt, isCopiedBefore, isFileInImage } = dependencies;
    const from = evidence.from('dependencies');
    const [first] = different;
    if (!first) return say.ruledOut(say.text('same'), from);
    if (mount) return say.ruledOut(say.text('byMount'), from);
    if (!installedBy) return say.ruledOut(say.text('noStep'), plan.dockerfile);
    if (isCopiedBefore) return say.ruledOut(say.text('copiedBefore'), plan.dockerfile);
    if (isFileInImage !== true && !dependencies.wasBuiltSince) return say.ruledOut(say.text('notBuilt'), from);
    const image = container.Config.Image;
    const { name, wanted, installed } = first;
    const { file: dockerfile, line } = installedBy.at;
    const file = fileOnHost.path;
    const speak = isFileInImage === true && evidence.maybe('sameImage')?.isSame === true ? say.confirmed : say.likely;
    return speak(
      installed === null
        ? say.text('answerMissing', { image, name, line, dockerfile })
        : say.text('answer', { image, name, installed, wanted, line, dockerfile }),
      [
        { text: say.text('installs', { line, instruction: installedBy.instruction }), from: `${dockerfile}:${line}` },
        { text: say.text('order', { file }), from: dockerfile },
        { text: say.text('wants', { file, name, wanted }), from: fileOnHost.path },
        {
          text:
            installed === null ? say.text('hasNot', { folder, name }) : say.text('has', { folder, name, installed }),
          from: readingOfPackages(evidence),
        },
        ...(isFileInImage === true
          ? [{ text: say.text('fileIsNew', { file }), from: evidence.from('taggedImage', '.Id') }]
          : []),
        ...(installedAt === null
          ? []
          : [
              {
                text: say.text('ran', { ran: new Date(installedAt * 1000).toISOString() }),
                from: evidence.from('containerHistory', '.Created'),
              },
            ]),
      ],
      copyBefore(evidence, plan, installedBy.at) ?? buildWithoutCache(evidence),
    );
  },
});
