import type { Endpoint } from '../../client/src/docker/endpoint.ts';
import { EngineFailure, type Ask, type Engine } from '../../client/src/docker/engine.ts';
import type { Candidate, Question } from '../../client/src/docker/question.ts';
import type { Snapshot } from '../../client/src/diagnosis/evidence.ts';
import { defineMessages, type Text } from '../../core/src/text.ts';
import type * as dockerTools from './docker-tools.ts';
import { exitStatus, type Io } from './io.ts';
import { Problem } from './problem.ts';
import { startProgress, type Progress } from './progress.ts';
import { askedBeside, messages as questionMessages, readQuestion, widened } from './read-question.ts';
import type { WhyOptions } from './why-command.ts';

export const messages = defineMessages({
  finding: 'Looking for the container …',
  asking: 'Asking about {container} …',
  noContainer: 'No container was found that {file} could be in; name one with --container',
  noContainerAtAll: 'No container was found that belongs to this folder; name one with --container',
  interrupted: 'Interrupted',
  tooLong: 'Docker did not answer everything within {seconds} s; --timeout gives it longer',
});

/** The parts of Docker and the disk that are asked; `docker-tools.ts` has the real ones. */
export type Tools = typeof dockerTools;

/** What was gathered, and one problem for each container that could not be asked. */
export interface Answers {
  readonly snapshots: readonly Snapshot[];
  readonly failures: readonly Problem[];
}

/**
 * Returns a snapshot for each container that the question is about, likeliest first. A container that cannot be asked is a
 * failure of its own, and the others are still asked. Throws `Problem` where nothing can be asked at all.
 */
export async function askDocker(
  file: string | undefined,
  options: WhyOptions,
  io: Io,
  load: () => Promise<Tools>,
): Promise<Answers> {
  const question = await readQuestion(file, options, io, async () => {
    const { contextsNoted, dockerConfigFolder, nodeDisk } = await load();
    return contextsNoted(nodeDisk, dockerConfigFolder(io.environment));
  });
  const tools = await load();
  const endpoint = endpointFor(options, io, tools);
  const tooLong = AbortSignal.timeout(options.timeout * 1000);
  const ask: Ask = { signal: AbortSignal.any([io.signal, tooLong]) };
  const engine = tools.connectEngine(endpoint, { timeoutMs: options.timeout * 1000 });
  const progress = startProgress(io.stderr);
  const asProblem = (error: unknown): Problem => problemOf(error, options, io.signal, tooLong);
  try {
    const found = await find(question, { engine, tools, ask, progress }, io).catch((error: unknown) => {
      throw asProblem(error);
    });
    return await gatherAll(found.candidates, found.question, endpoint, { engine, tools, ask, progress }, asProblem);
  } finally {
    progress.end();
    engine.close();
  }
}

interface Asking {
  readonly engine: Engine;
  readonly tools: Tools;
  readonly ask: Ask;
  readonly progress: Progress;
}

function endpointFor(options: WhyOptions, io: Io, tools: Tools): Endpoint {
  const resolved = tools.resolveEndpoint({
    ...(options.host === undefined ? {} : { hostFlag: options.host }),
    ...(options.context === undefined ? {} : { contextFlag: options.context }),
    environment: io.environment,
    homeFolder: io.homeFolder,
    platform: io.platform,
  });
  if ('endpoint' in resolved) return resolved.endpoint;
  const isGiven = options.host !== undefined || options.context !== undefined;
  throw new Problem(resolved.problem, isGiven ? exitStatus.badInput : exitStatus.couldNotTell);
}

/** The containers, and the question as it was asked when they were found. */
async function find(
  asked: Question,
  { engine, tools, ask, progress }: Asking,
  io: Io,
): Promise<{ readonly candidates: readonly Candidate[]; readonly question: Question }> {
  progress.report(messages('finding'));
  // An image with more steps than the Dockerfile of a folder may be made from that one's image, by a Dockerfile beside it.
  const through = async (found: Question, candidates: readonly Candidate[]) => {
    const wider = candidates.every(({ hasOtherSteps }) => hasOtherSteps) ? widened(found, io) : null;
    if (!wider) return null;
    const again = await tools.findCandidates(engine, tools.nodeDisk, wider, ask);
    const isSame = again.some(({ id }) => candidates.some((each) => each.id === id));
    return isSame ? { candidates: again, question: wider } : null;
  };
  let question = asked;
  for (const next of [asked, widened(asked, io), await askedBeside(asked, io)]) {
    if (!next) continue;
    question = next;
    const candidates = await tools.findCandidates(engine, tools.nodeDisk, question, ask);
    if (candidates.length > 0) return (await through(question, candidates)) ?? { candidates, question };
  }
  if (question.path !== null && (await io.kindOf(question.path)) === null)
    throw new Problem(questionMessages('noSuchFile', { path: question.shown }), exitStatus.badInput);
  const text =
    question.path === null ? messages('noContainerAtAll') : messages('noContainer', { file: question.shown });
  throw new Problem(text, exitStatus.couldNotTell);
}

/** One after the other: the engine answers each in a fraction of a second, and is other people's machine. */
async function gatherAll(
  candidates: readonly Candidate[],
  question: Question,
  endpoint: Endpoint,
  { engine, tools, ask, progress }: Asking,
  asProblem: (error: unknown) => Problem,
): Promise<Answers> {
  const snapshots: Snapshot[] = [];
  const failures: Problem[] = [];
  for (const candidate of candidates) {
    progress.report(messages('asking', { container: candidate.name }));
    try {
      const onProgress = (text: Text): void => progress.report(text);
      const asking = { ...ask, onProgress, programs: tools.nodePrograms, surroundings: tools.nodeSurroundings };
      snapshots.push(await tools.gather(engine, tools.nodeDisk, question, candidate, endpoint, asking));
    } catch (error) {
      failures.push(asProblem(error));
      if (ask.signal?.aborted) break;
    }
  }
  return { snapshots, failures };
}

/** The user's own interruption, the time limit, a container that was named and is not there, or the engine's failure. */
function problemOf(error: unknown, options: WhyOptions, interruption: AbortSignal, tooLong: AbortSignal): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof EngineFailure)) throw error;
  const cause = { cause: error };
  if (interruption.aborted) return new Problem(messages('interrupted'), exitStatus.interrupted, cause);
  if (error.reason === 'cancelled' && tooLong.aborted) {
    return new Problem(messages('tooLong', { seconds: options.timeout }), exitStatus.couldNotTell, cause);
  }
  const isWrongName = error.reason === 'not-found' && options.container !== undefined;
  return new Problem(error.text, isWrongName ? exitStatus.badInput : exitStatus.couldNotTell, cause);
}
