import { defineMessages } from '../../../core/src/text.ts';
import { instructionsLacking, judgeNotBuilt, listOf } from './changed-instructions.ts';
import type { Judgement, Known } from './define-cause.ts';
import type { BuildSince } from './evidence/builds.ts';
import { wasMadeSince } from './made-since.ts';
import { placed } from './placed.ts';
import { buildAndRecreate } from './remedies.ts';
import { mendAndBuild } from './remedies/by-hand.ts';
import type { Fact } from './report/report.ts';

export const messages = defineMessages({
  failed: 'The last build since you changed {dockerfile} failed, so {image} is still the one of before',
  failedAt: 'The build of {time} failed at line {line}: {step}',
  failedRecord: 'The build of {time} ended with an error',
  failedCache: 'A build began at {time}, and the build cache has no trace of its last step',
  notLoaded: 'Your change of {dockerfile} was built, but the result was not loaded as {image}',
  noImage: 'The build of {time} was completed, and its record names no image',
  imageGone: 'The build of {time} was completed, and the engine has no image of it',
  driver: 'Builder {builder} runs with the driver {driver}, which keeps results unless --load is given',
  lacks: '{image} lacks {instructions}',
  hasMore: '{image} has a step that stands in no line of the Dockerfile',
  nothing: 'The image is as the Dockerfile says',
  notRead: 'What became of the builds since then could not be read',
  noBuild: 'No build that ran since the Dockerfile was changed is known to have ended so',
});

type Asked = Known<'container' | 'instructions'>;

/** Judges whether the last build since the Dockerfile was changed failed. */
export const judgeFailed = (evidence: Asked): Judgement =>
  judgeBuild(evidence, 'failed', ({ status, startedMs, toldBy, failedAt, failedStep }) => {
    if (status !== 'failed') return null;
    const time = new Date(startedMs).toISOString();
    const from = toldBy === 'record' ? evidence.from('buildsSince') : 'docker builder du --verbose';
    if (failedAt) {
      const text = messages('failedAt', { time, line: failedAt.line, step: failedStep ?? '' });
      return { text, from: placed(failedAt) };
    }
    return { text: messages(toldBy === 'record' ? 'failedRecord' : 'failedCache', { time }), from };
  });

/** Judges whether the last build since the Dockerfile was changed came to a result that is no image of this engine. */
export const judgeNotLoaded = (evidence: Asked): Judgement =>
  judgeBuild(evidence, 'notLoaded', ({ status, startedMs, toldBy, images, isLoaded, driver, builder }) => {
    const time = new Date(startedMs).toISOString();
    const from = evidence.from('buildsSince');
    if (isLoaded === true || status === 'failed' || status === 'running') return null;
    if (toldBy === 'record' && status === 'completed')
      return { text: messages(images?.length === 0 ? 'noImage' : 'imageGone', { time }), from };
    if (driver === null || driver === 'docker') return null;
    return { text: messages('driver', { builder, driver }), from: `docker buildx inspect ${builder}` };
  });

/** Says how the newest build ended, where the image lacks the Dockerfile’s change; `told` returns null for a build that ended otherwise. */
function judgeBuild(
  evidence: Asked,
  answer: 'failed' | 'notLoaded',
  told: (build: BuildSince) => Fact | null,
): Judgement {
  const { container, instructions } = evidence.its;
  if (instructions.isAsked && evidence.isMissing('buildsSince')) return { is: 'undecided', why: messages('notRead') };
  const build = instructions.isAsked ? evidence.maybe('buildsSince')?.[0] : undefined;
  const fact = build ? told(build) : null;
  const tagged = evidence.maybe('taggedImage');
  if (!build || !fact || (tagged && wasMadeSince(tagged, build.startedMs)))
    return { is: 'ruled-out', facts: [{ text: messages('noBuild'), from: instructions.dockerfile }] };
  const notBuilt = judgeNotBuilt(evidence);
  if (notBuilt.is === 'ruled-out' || notBuilt.is === 'undecided')
    return { is: 'ruled-out', facts: [{ text: messages('nothing'), from: evidence.from('instructions') }] };
  const image = container.Config.Image;
  const lacking = instructionsLacking(evidence);
  const lacks =
    lacking.length > 0 ? messages('lacks', { image, instructions: listOf(lacking) }) : messages('hasMore', { image });
  const isSure = build.toldBy === 'record' && notBuilt.is === 'confirmed';
  return {
    is: isSure ? 'confirmed' : notBuilt.is === 'possible' ? 'possible' : 'likely',
    answer: messages(answer, { image, dockerfile: instructions.dockerfile }),
    facts: [fact, { text: lacks, from: `docker history ${image}` }],
    remedies: answer === 'failed' ? mendAndBuild(evidence, build) : buildAndRecreate(evidence),
  };
}
