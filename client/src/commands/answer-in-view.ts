import { defineMessages } from '../../../core/src/text.ts';
import { EngineFailure } from '../docker/engine.ts';
import type { Candidate } from '../docker/find-candidates.ts';
import type { Report } from '../diagnosis/report/report.ts';
import { pickContainer } from '../ui/pick-container.ts';
import { messages as problems, problemOf, Refusal } from '../ui/problem.ts';
import { withProgress } from '../ui/progress.ts';
import { translate } from '../ui/render.ts';
import type { AskedAbout, TraceState } from '../ui/trace-state.ts';
import { questionOf } from './asked-about.ts';
import type { Workbench } from './command.ts';
import { writeToLog } from './guard.ts';
import { currentSettings, withEngine } from './open-engine.ts';

export const messages = defineMessages({
  finding: 'Looking for the container',
  following: 'Following the change to {container}',
});

/** How a question is asked again: of which container, and whether the view takes the focus when the answer is there. */
export interface AskOptions {
  /** Tells the container that is meant among several; without it the person is asked. */
  isMeant?(candidate: Candidate): boolean;
  readonly leavesFocus?: boolean;
}

/**
 * Asks one question and shows in the view what comes of it: the answer, or the one sentence that says why there is none.
 * `findOut` tells what is asked about; when it gives undefined, or the picker is closed, the view stays as it was.
 */
export async function answerInView(
  workbench: Workbench,
  findOut: () => Promise<AskedAbout | undefined>,
  options: AskOptions = {},
): Promise<void> {
  const { trace, log, questions } = workbench;
  const before: TraceState = trace.state.is === 'asking' ? { is: 'empty' } : trace.state;
  const abort = questions.begin();
  let about: AskedAbout | undefined;
  try {
    about = await findOut();
    if (!about) return;
    trace.show({ is: 'asking', about });
    void trace.open();
    const report = await reportOn(about, abort, options);
    if (!questions.isLatest(abort)) return;
    trace.show(report ? { is: 'answered', about, report } : before);
    if (!report) return;
    workbench.reports.update(report);
  } catch (error) {
    writeToLog(log, error);
    if (!questions.isLatest(abort)) return;
    // Whoever cancels a question keeps the answer that was there.
    const isKept = before.is === 'answered' && error instanceof EngineFailure && error.reason === 'cancelled';
    trace.show(isKept ? before : { is: 'failed', about: about ?? null, problem: problemOf(error) });
  }
  await trace.reveal(!options.leavesFocus);
}

/** Returns the report, or null when the person closed the picker. Throws `EngineFailure` and `Refusal`. */
async function reportOn(about: AskedAbout, abort: AbortController, options: AskOptions): Promise<Report | null> {
  const settings = currentSettings();
  const question = await questionOf(about, settings);
  return withEngine(settings, async ({ engine, endpoint }) => {
    const { findCandidates } = await import('../docker/find-candidates.ts');
    const { gather } = await import('../docker/gather.ts');
    const { nodeDisk } = await import('../workspace/disk.ts');
    const { nodePrograms } = await import('../workspace/programs.ts');
    const { nodeSurroundings } = await import('../docker/surroundings.ts');
    const { diagnose } = await import('../diagnosis/diagnose.ts');

    const candidates = await withProgress(translate(messages('finding')), abort, (signal) =>
      findCandidates(engine, nodeDisk, question, { signal }),
    );
    if (candidates.length === 0)
      throw new Refusal({ text: problems('noContainer'), actions: ['try-again', 'choose-engine'] });
    const candidate =
      candidates.find((one) => options.isMeant?.(one) ?? false) ?? (await pickContainer(candidates, about.folder));
    if (!candidate) return null;

    const title = translate(messages('following', { container: candidate.name }));
    const snapshot = await withProgress(title, abort, (signal, tell) =>
      gather(engine, nodeDisk, question, candidate, endpoint, {
        signal,
        programs: nodePrograms,
        surroundings: nodeSurroundings,
        onProgress: (text) => tell(translate(text)),
      }),
    );
    return diagnose(snapshot);
  });
}
