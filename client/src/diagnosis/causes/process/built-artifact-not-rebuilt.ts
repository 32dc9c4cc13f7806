import { containerName } from '../../content.ts';
import { defineCause, type Judgement, type Known, type Say } from '../../define-cause.ts';
import { isForPeople } from '../../for-people.ts';
import { factsOfPackages } from '../../package-facts.ts';
import { judgedPackages } from '../../packages-of-stage.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';
import {
  factsOfArtefact,
  hadTheChange,
  isNewerInTag,
  judgedArtefact,
  type JudgedArtefact,
} from '../../stale-artefact.ts';

const messages = {
  answer: '{container} runs {path}, which was built before you changed {file}',
  source: 'The source goes in here: {instruction}',
  made: 'Line {line} makes {path} of it: {instruction}',
  taken: 'Line {line} takes it into the image: {instruction}',
  run: 'The container’s command runs {path}',
  older: '{path} was written at {made}; your file was changed at {changed}',
  notBuilt: 'No build ran since your change',
  otherSource: 'The image’s own copy of the file, of which it was made, has another content',
  fresh: '{path} has what you wrote',
  notOlder: 'Nothing shows that {path} is older than your change',
  tagNewer: 'The image that the tag names has a newer one',
  hadChange: 'The step that makes {path} had your change',
  notRun: 'Nothing shows that {path} is what runs',
  byPackages: 'The installed packages tell',
  none: 'Nothing was found that is made of the file',
} as const;

type Asked = Known<'container' | 'fileOnHost' | 'artefacts'>;
type Speaker = Say<typeof messages>;

export default defineCause({
  hop: 'process',
  title: 'What runs was built from the file before it changed',
  why: 'A compiler, a bundler or an install step made a program of the sources when the image was built. An edited source, even one that is mounted live, changes nothing of that program until it is built again.',
  needs: ['container', 'fileOnHost', 'artefacts'],
  outranks: ['process-not-restarted', 'not-copied-by-dockerfile'],
  messages,
  judge(evidence, say) {
    const judged = judgedArtefact(evidence);
    if (!judged) return say.ruledOut(say.text('none'), evidence.from('artefacts'));
    return whyNotOld(evidence, say, judged) ?? sayOld(evidence, say, judged);
  },
});

/** Why the artefact does not keep the change from the container, or why something else keeps it from the artefact; null where it does. */
function whyNotOld(evidence: Asked, say: Speaker, { artefact, state }: JudgedArtefact): Judgement | null {
  const { fileOnHost, artefacts } = evidence.its;
  const from = evidence.from('artefacts');
  const packages = judgedPackages(evidence);
  if (packages && packages.state !== 'unknown')
    return say.ruledOut(say.text('byPackages'), evidence.from('dependencies'));
  const { path, isRun, cacheFolder, madeBeforeBy } = artefact;
  if (state === 'fresh') return say.ruledOut(say.text('fresh', { path }), from);
  if (state === 'unknown') return say.ruledOut(say.text('notOlder', { path }), from);
  if (isNewerInTag(artefact, fileOnHost)) return say.ruledOut(say.text('tagNewer'), from);
  if (!artefacts.isOnlySource && !isRun) return say.ruledOut(say.text('notRun', { path }), from);
  // A build that had the change and made an old program was misled, and whoever misled it is another cause.
  const hasMisleader = cacheFolder !== null || madeBeforeBy !== null || state !== 'stale';
  return hasMisleader && hadTheChange(evidence) ? say.undecided(say.text('hadChange', { path })) : null;
}

function sayOld(evidence: Asked, say: Speaker, judged: JudgedArtefact): Judgement {
  const { container, fileOnHost, artefacts } = evidence.its;
  const { artefact, state } = judged;
  const { path, madeBy, takenBy, isRun, inContainer } = artefact;
  const isMisled = hadTheChange(evidence);
  const hasOtherSource = artefacts.sourceInImage !== null && !artefacts.isOnlySource && !isMisled;
  const isSure = (state === 'stale' && !isMisled) || hasOtherSource;
  const name = containerName(container);
  // A README is in the context of most builds, and nothing is made of it.
  const isAside = state === 'older' && isForPeople(fileOnHost.path);
  const speak = isAside ? say.possible : isSure ? say.confirmed : say.likely;
  const made = new Date(inContainer.modifiedMs).toISOString();
  const changed = new Date(fileOnHost.modifiedMs).toISOString();
  return speak(
    say.text('answer', { container: name, path, file: fileOnHost.path }),
    [
      {
        text: say.text('made', { line: madeBy.at.line, path, instruction: madeBy.instruction }),
        from: placed(madeBy.at),
      },
      {
        text: say.text('source', { instruction: artefacts.sourceBy.instruction }),
        from: placed(artefacts.sourceBy.at),
      },
      ...(takenBy
        ? [
            {
              text: say.text('taken', { line: takenBy.at.line, instruction: takenBy.instruction }),
              from: placed(takenBy.at),
            },
          ]
        : []),
      ...factsOfArtefact(judged, commandLine`docker cp ${name}:${path} -`),
      ...factsOfPackages(evidence),
      { text: say.text('older', { path, made, changed }), from: commandLine`stat -c %y ${fileOnHost.path}` },
      ...(hasOtherSource ? [{ text: say.text('otherSource'), from: evidence.from('plan') }] : []),
      ...(isRun ? [{ text: say.text('run', { path }), from: evidence.from('container', '.Path, .Args') }] : []),
      ...(artefacts.wasBuiltSince
        ? []
        : [{ text: say.text('notBuilt'), from: evidence.from('taggedImage', '.Created') }]),
    ],
    buildAndRecreate(evidence),
  );
}
