import { execFile, type ExecFileException } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** An engine that answers: the name our scripts gave it, and its endpoint as `DOCKER_HOST` takes it. */
export interface TestEngine {
  readonly name: string;
  readonly host: string;
}

/** What the scripts of this folder brought up. `environment` points a child process at their docker CLI and busybox. */
export interface TestMachine {
  readonly engines: readonly TestEngine[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The result of a script, or one sentence that says why it could not do its work here. */
export type Outcome<Value> = { readonly value: Value } | { readonly problem: string };

const scriptPath = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Runs a script of this folder and returns its output; a failure is the last line it wrote. Progress goes to our stderr. */
function runScript(name: string, scriptArguments: readonly string[], timeoutSeconds: number): Promise<Outcome<string>> {
  return new Promise((resolve) => {
    const options = { timeout: timeoutSeconds * 1000, maxBuffer: 4 << 20 };
    const child = execFile('bash', [scriptPath(name), ...scriptArguments], options, (error, output, errors) => {
      resolve(error ? { problem: problemOf(name, error, errors) } : { value: output });
    });
    child.stdin?.end();
    child.stderr?.pipe(process.stderr);
  });
}

function problemOf(name: string, error: ExecFileException, errors: string): string {
  if (error.killed) return `${name} took too long`;
  return errors.trim().split('\n').at(-1) || error.message;
}

/** Starts engines where they do not run yet, all three unless named; up to ten minutes on a bare machine, else two seconds. */
export async function bringUpEngines(...names: readonly string[]): Promise<Outcome<TestMachine>> {
  const answer = await runScript('engines.sh', ['up', ...names], 900);
  return 'problem' in answer ? answer : { value: readMachine(answer.value) };
}

/** Returns the engines that run already, without starting any; none where the scripts were never used. */
export async function findEngines(): Promise<TestMachine> {
  const answer = await runScript('engines.sh', ['env'], 60);
  return 'problem' in answer ? { engines: [], environment: {} } : readMachine(answer.value);
}

/** Stops engines by name; their images are kept. */
export const takeDownEngines = (names: readonly string[]): Promise<Outcome<string>> =>
  names.length === 0 ? Promise.resolve({ value: '' }) : runScript('engines.sh', ['down', ...names], 120);

/** Returns the path of a Chromium, after installing it where that is possible. */
export async function bringUpChromium(): Promise<Outcome<string>> {
  const answer = await runScript('vscode.sh', ['chromium'], 900);
  return 'problem' in answer ? answer : { value: answer.value.trim() };
}

/** Installs the browser-served VS Code; a minute the first time. */
export const bringUpVsCode = (): Promise<Outcome<string>> => runScript('vscode.sh', ['install'], 900);

/** Installs a VSIX, by VS Code's own installer, for the VS Code that is started with this data folder. */
export const installVsix = (file: string, dataFolder: string): Promise<Outcome<string>> =>
  runScript('vscode.sh', ['extension', file, dataFolder], 120);

/** Returns what the `export NAME='value'` lines of engines.sh say. */
export function readMachine(lines: string): TestMachine {
  const environment: Record<string, string> = {};
  for (const [, name, value] of lines.matchAll(/^export (\w+)='(.*)'$/gm)) if (name) environment[name] = value ?? '';
  return { engines: readEngines(environment.UNSTALE_ENGINES), environment };
}

/** Returns the engines of `UNSTALE_ENGINES`: `name=url` words with blanks between them. */
export function readEngines(list: string | undefined): TestEngine[] {
  const words = (list ?? '').split(/\s+/).filter((word) => word.includes('='));
  return words.map((word) => ({ name: word.slice(0, word.indexOf('=')), host: word.slice(word.indexOf('=') + 1) }));
}

/** The script that serves VS Code, for whoever needs to hold on to its process. */
export const vsCodeScript = scriptPath('vscode.sh');
