import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SuiteResult } from '../suite/index.ts';

/** One VS Code window with one run of the suite in it. */
export interface Session {
  /** The extension under development, loaded from its folder. */
  readonly extensionFolder: string;
  readonly suitePath: string;
  /** The test files to run, by their names without `.js`. */
  readonly files: readonly string[];
  readonly workspaceFolder: string;
  /** Holds VS Code's data and the result; installed extensions are in its `extensions`. */
  readonly dataFolder: string;
  readonly screenshots: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

const resultFile = (session: Session): string => join(session.dataFolder, 'result.json');

/** The environment of the extension host: what the session wants, and what `suite/index.ts` reads. */
export const suiteEnvironment = (session: Session, outsideUrl: string): Record<string, string> => ({
  ...session.environment,
  UNSTALE_E2E_OUTSIDE: outsideUrl,
  UNSTALE_E2E_RESULT: resultFile(session),
  UNSTALE_E2E_FILES: session.files.join(' '),
});

/** Returns what the suite wrote at its end; throws when it did not get that far. */
export const readSuiteResult = async (session: Session): Promise<SuiteResult> =>
  JSON.parse(await readFile(resultFile(session), 'utf8')) as SuiteResult;

/** Settings under which nothing but the extension under test speaks up: no welcome page, no tips, no update notes. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'telemetry.telemetryLevel': 'off',
  'git.openRepositoryInParentFolders': 'never',
  // In a browser VS Code saves by itself, and a suite could not have an unsaved document.
  'files.autoSave': 'off',
  'npm.autoDetect': 'off',
  'editor.hover.delay': 100,
};
