import { composeWords, type ComposePlace } from '../diagnosis/compose-words.ts';
import type { Programs } from './programs.ts';

/** Which container is asked about, and how the docker CLI is run. */
export interface DryRunQuestion {
  readonly place: ComposePlace;
  readonly service: string;
  readonly container: string;
  readonly dockerFlags: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** An answer takes a tenth of a second, in milliseconds. */
const timeoutMs = 8000;

/**
 * Returns whether Compose itself finds a container to be as its files state: a dry run of `up` would leave it running. False where it would
 * be recreated, which on containerd's store also happens when nothing changed, and where Compose is missing, older than `--progress json`, or
 * refuses the files. A dry run changes nothing: https://docs.docker.com/reference/cli/docker/compose/#use---dry-run-to-test-your-command
 */
export async function isAsComposeWants(
  programs: Programs,
  { place, service, container, dockerFlags, environment, signal }: DryRunQuestion,
): Promise<boolean> {
  const up = ['up', '--detach', '--no-build', '--no-deps', '--pull', 'never', service];
  const words = [...dockerFlags, 'compose', ...composeWords(place), '--progress', 'json', '--dry-run', ...up];
  const end = await programs.run('docker', words, { folder: place.workingDirectory, environment, signal, timeoutMs });
  return !('problem' in end) && end.status === 0 && isLeftRunning(`${end.stdout}\n${end.stderr}`, container);
}

/** Returns whether all that the lines of a dry run say of a container is that it runs. */
export function isLeftRunning(output: string, container: string): boolean {
  const said = output.split('\n').flatMap((line) => statusIn(line, `Container ${container}`) ?? []);
  return said.length > 0 && said.every((status) => status === 'Running');
}

function statusIn(line: string, id: string): string | null {
  try {
    const said = JSON.parse(line) as { readonly id?: unknown; readonly status?: unknown };
    return said.id === id && typeof said.status === 'string' ? said.status : null;
  } catch {
    // Warnings stand between the lines.
    return null;
  }
}
