import { hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { placeThatLacks } from '../../missed-image.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, editDockerfile } from '../../remedies.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'Another stage takes the file, and the built one does not',
  why: 'Only the target stage (the last one without a target), with the stages it begins with or copies from, ends in the image. What a stage for development or tests copies is in no image of another target, and what a stage for building copies is only there as long as no COPY --from brings it over.',
  needs: ['plan', 'fileOnHost', 'container', 'fileInContainer'],
  // An image of the other stage has the file by design, under whatever name.
  outranks: ['not-copied-by-dockerfile', 'image-not-rebuilt', 'built-different-tag'],
  messages: {
    answer: '{file} is copied into stage {stage} only, and {image} is built from stage {built}',
    unbuilt: 'Only stage {stage} takes it, and it is no part of what is built: {instruction}',
    takes: 'Stage {stage} takes it: {instruction}',
    notPassedOn: 'Of that stage the image has {paths}: neither the file nor its text is there',
    answerLast: '{file} is copied into stage {stage} only, and {image} is built from the last stage',
    target: 'The built stage is {built}, and no COPY or ADD of it covers the file',
    targetLast: 'The last stage is built, and no COPY or ADD of it covers the file',
    absent: '{holder} has no {path}',
    different: '{holder} has another content at {path}',
    covered: 'The built stage copies it: {instruction}',
    noStage: 'No other stage takes it',
    excluded: 'The build context does not have the file',
    otherDockerfile: 'Nothing shows that {dockerfile} made this image',
    there: 'The container has the file nevertheless',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { plan, fileOnHost, container, fileInContainer } = evidence.its;
    const copy = plan.copies[0];
    const left = evidence.maybe('leftInStage');
    const other = left ? plan.onlyInStages.at(-1) : plan.inUnbuiltStages.at(-1);
    if (copy) return say.ruledOut(say.text('covered', { instruction: copy.instruction }), placed(copy.at));
    if (!other || (plan.onlyInStages.length > 0 && !left))
      return say.ruledOut(say.text('noStage'), evidence.from('plan'));
    if (plan.pathInContext === null || plan.ignore?.isExcluded)
      return say.ruledOut(say.text('excluded'), evidence.from('plan'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    const lacking = placeThatLacks(evidence);
    if (!lacking) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (plan.doubts[0]) return say.undecided(plan.doubts[0]);
    if (!plan.isProven) return say.undecided(say.text('otherDockerfile', { dockerfile: plan.dockerfile }));
    const built = plan.target;
    const answer = { file: plan.pathInContext, stage: other.stage, image: container.Config.Image };
    const { holder, seen, from } = lacking;
    return say.confirmed(
      built === null ? say.text('answerLast', answer) : say.text('answer', { ...answer, built }),
      [
        {
          text: say.text(left ? 'takes' : 'unbuilt', { stage: other.stage, instruction: other.instruction }),
          from: placed(other.at),
        },
        ...(left
          ? [
              {
                text: say.text('notPassedOn', { paths: left.searched.join(', ') }),
                from: evidence.from('leftInStage'),
              },
            ]
          : []),
        { text: built === null ? say.text('targetLast') : say.text('target', { built }), from: plan.dockerfile },
        {
          text: say.text(seen.kind === 'absent' ? 'absent' : 'different', { holder, path: seen.path }),
          from,
        },
      ],
      [...editDockerfile(plan, fileInContainer.path), ...buildAndRecreate(evidence)],
    );
  },
});
