import { commandLine } from '../diagnosis/report/quote-command.ts';
import { EngineFailure } from './engine.ts';
import { failureText, known, type Gatherer, type Look } from './gatherer.ts';
import { seeInProcess } from './see-in-process.ts';

/** Root may read everything, and an empty name means root. */
const root = /^(root|0)?(:|$)/;

/** Reads the file as the container's user, where the container has it and that user is not root: nobody else is refused. */
export async function gatherAccess(gatherer: Gatherer, { containerPath, isThere }: Look): Promise<void> {
  const { engine, container, candidate, question, ask, evidence } = gatherer;
  const user = userOf(gatherer);
  if (!isThere || containerPath === null || container.State.Status !== 'running') return;
  if (!question.mayExec || root.test(user) || evidence.deniedAccess) return;
  try {
    const seen = await seeInProcess(engine, candidate.id, containerPath, ask);
    if (seen === 'denied') await recordDenied(gatherer, containerPath);
  } catch (error) {
    failureText(error);
  }
}

/** Records that the container's user may not read a file, with the mode and owner that `ls` prints of it. */
export async function recordDenied(gatherer: Gatherer, path: string): Promise<void> {
  const { engine, candidate, name, ask, evidence } = gatherer;
  const user = userOf(gatherer).split(':')[0] || 'root';
  const listed = await listing();
  evidence.deniedAccess = known({ user, listed }, commandLine`docker exec ${name} cat ${path}`);

  async function listing(): Promise<string | null> {
    try {
      const { exitCode, stdout } = await engine.exec(candidate.id, ['ls', '-ldn', path], {}, ask);
      const [mode, , owner, group] = stdout.toString('utf8').split(/\s+/);
      return exitCode === 0 && mode !== undefined ? `${mode} ${owner ?? ''} ${group ?? ''}`.trim() : null;
    } catch (error) {
      if (error instanceof EngineFailure) failureText(error);
      return null;
    }
  }
}

/** The engine's answer has the user beside the fields that are kept. */
const userOf = ({ container }: Gatherer): string => (container.Config as { readonly User?: string }).User ?? '';
