import { hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { isForPeople } from '../../for-people.ts';
import { isUsuallyMadeOf, judgedHostOutput } from '../../host-output.ts';
import { placeThatLacks } from '../../missed-image.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, editDockerfile } from '../../remedies.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'No COPY or ADD brings the file into the image',
  why: 'The Dockerfile lists what it copies. A new file or folder beside those stays on the host, however often the image is built.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer'],
  messages: {
    answer: '{dockerfile} copies {file} nowhere',
    uncovered: 'No COPY or ADD of the built stage covers {file}; it was read to its end',
    unbuiltStage: 'Stage {stage} would take it, and is no part of what is built',
    absent: '{holder} has no {path}',
    different: '{holder} has another content at {path}',
    otherDockerfile: 'Nothing shows that {dockerfile} made this image',
    covered: 'The Dockerfile copies it: {instruction}',
    takenByStage: 'Stage {stage} takes it: what is made of it there may be in the image',
    excluded: 'The build context does not have the file',
    there: 'The container has the file nevertheless',
    byMount: 'A mount decides what is at that path',
    madeOnHost: '{output} is made of it on the host, has its content, and is copied',
    maybeMadeOnHost: '{output} is copied, and may have been made of it',
    fetched: 'A RUN brings it: {instruction}',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, fileInContainer } = evidence.its;
    const copy = plan.copies[0];
    const stage = plan.onlyInStages[0];
    if (copy) return say.ruledOut(say.text('covered', { instruction: copy.instruction }), placed(copy.at));
    if (stage) return say.ruledOut(say.text('takenByStage', { stage: stage.stage }), placed(stage.at));
    const unbuilt = plan.inUnbuiltStages[0];
    if (unbuilt) return say.ruledOut(say.text('unbuiltStage', { stage: unbuilt.stage }), placed(unbuilt.at));
    const isSent = plan.pathInContext !== null || evidence.maybe('buildContext')?.reaches === true;
    if (!isSent || plan.ignore?.isExcluded) return say.ruledOut(say.text('excluded'), evidence.from('plan'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const lacking = placeThatLacks(evidence);
    if (!lacking) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const byRun = evidence.maybe('fetched') ?? evidence.maybe('secretRead');
    if (byRun) {
      const { instruction, at } = byRun.step;
      return say.ruledOut(say.text('fetched', { instruction }), placed(at));
    }
    const made = judgedHostOutput(evidence);
    // Of an output that tells nothing of the file only its age speaks: what is younger may well have the change.
    if (made?.freshness === 'fresh')
      return say.ruledOut(say.text('madeOnHost', { output: made.output.path }), placed(made.output.copiedBy.at));
    const isPlausible = made && isUsuallyMadeOf(made.output.path, fileOnHost.realPath);
    if (isPlausible && !made.isOlder) return say.undecided(say.text('maybeMadeOnHost', { output: made.output.path }));
    if (plan.doubts[0]) return say.undecided(plan.doubts[0]);
    if (!plan.isProven) return say.undecided(say.text('otherDockerfile', { dockerfile: plan.dockerfile }));
    const { holder, seen, from } = lacking;
    // A README is left out on purpose, and nobody misses it in a container.
    const speak = seen.kind === 'absent' && isForPeople(fileOnHost.path) ? say.possible : say.confirmed;
    const file = fileOnHost.path;
    return speak(
      say.text('answer', { dockerfile: plan.dockerfile, file }),
      [
        { text: say.text('uncovered', { file }), from: plan.dockerfile },
        {
          text: say.text(seen.kind === 'absent' ? 'absent' : 'different', { holder, path: seen.path }),
          from,
        },
      ],
      [...editDockerfile(plan, fileInContainer.path), ...buildAndRecreate(evidence)],
    );
  },
});
