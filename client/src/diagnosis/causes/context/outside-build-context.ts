import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { isForPeople } from '../../for-people.ts';
import { changeAndBuild } from '../../remedies/by-hand.ts';
import { placed } from '../../placed.ts';

export default defineCause({
  hop: 'context',
  title: 'The file lies outside the build context',
  why: 'A build sees its context folder and nothing else: a folder beside it can be in no COPY, and `../` at the beginning of a source is cut off. Widen `build.context` and name the Dockerfile by `build.dockerfile`, or add the folder as one of `additional_contexts` and copy from it with `COPY --from=NAME`.',
  needs: ['plan', 'buildContext', 'fileOnHost', 'container', 'fileInContainer'],
  outranks: ['not-copied-by-dockerfile'],
  messages: {
    answer: '{file} is outside the build context {context}: no build of {image} can take it',
    context: 'The build context is {context}',
    concluded:
      'The build context is taken to be {context}: its files are in the container where the Dockerfile puts them',
    guessed: 'Nothing states the build context; {dockerfile} lies in {context}',
    climbs: 'Line {line} climbs out of the context, and the builder cuts that off: {instruction}',
    absent: '{container} has no {path}',
    different: '{container} has another content at {path}',
    inside: 'The file is in the build context',
    copied: 'The Dockerfile copies it from a named context: {instruction}',
    otherDockerfile: 'Nothing shows that {dockerfile} made this image',
    there: 'The container has the file nevertheless',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { plan, buildContext, fileOnHost, container, fileInContainer } = evidence.its;
    const copy = plan.copies[0];
    if (copy) return say.ruledOut(say.text('copied', { instruction: copy.instruction }), placed(copy.at));
    if (buildContext.reaches) return say.ruledOut(say.text('inside'), evidence.from('plan'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (evidence.maybe('mount')) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    if (!plan.isProven) return say.undecided(say.text('otherDockerfile', { dockerfile: plan.dockerfile }));
    const { contextFolder: context, contextAt, dockerfile } = plan;
    const { knownBy, climbing } = buildContext;
    const speak =
      knownBy === 'conclusion' || (isForPeople(fileOnHost.path) && !climbing)
        ? say.possible
        : knownBy === 'statement'
          ? say.confirmed
          : say.likely;
    const said = { statement: 'context', content: 'concluded', conclusion: 'guessed' } as const;
    const values = { container: containerName(container), path: fileInContainer.path };
    return speak(
      say.text('answer', { file: fileOnHost.path, context, image: container.Config.Image }),
      [
        {
          text: say.text(said[knownBy], { context, dockerfile }),
          from: contextAt ? placed(contextAt) : dockerfile,
        },
        ...(climbing
          ? [
              {
                text: say.text('climbs', { line: climbing.at.line, instruction: climbing.instruction }),
                from: placed(climbing.at),
              },
            ]
          : []),
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'absent' : 'different', values),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      changeAndBuild(evidence, contextAt ? placed(contextAt) : dockerfile),
    );
  },
});
