import { fileURLToPath } from 'node:url';
import type { Shell } from '../../core/src/shell/shell.ts';
import { loadShellFiles } from '../../server/src/load-shell.ts';

/** The shell grammar as npm installed it. */
export const loadTestShell = (): Promise<Shell> => loadShellFiles(fileURLToPath(new URL('.', import.meta.url)));
