import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Packs what `dist/` and the checkout hold now into a VSIX at `file`, as `npm run package` does after a build. */
export async function packVsix(file: string): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'vsix', '--', '--out', file], { timeout: 120_000 });
}
