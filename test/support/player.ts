import { readFile, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { diagnose } from '../../client/src/diagnosis/diagnose.ts';
import type { Snapshot } from '../../client/src/diagnosis/evidence.ts';
import type { Remedy, Report } from '../../client/src/diagnosis/report/report.ts';
import { connectEngine } from '../../client/src/docker/dockerode-engine.ts';
import type { Endpoint } from '../../client/src/docker/endpoint.ts';
import { EngineFailure, type Engine } from '../../client/src/docker/engine.ts';
import { findCandidates, type Question } from '../../client/src/docker/find-candidates.ts';
import { gather } from '../../client/src/docker/gather.ts';
import { resolveEndpoint } from '../../client/src/docker/resolve-endpoint.ts';
import { nodeDisk } from '../../client/src/workspace/disk.ts';
import { nodeSurroundings } from '../../client/src/docker/surroundings.ts';
import { nodePrograms } from '../../client/src/workspace/programs.ts';
import { plain } from '../../core/src/text.ts';
import { applyEdits } from './apply-edits.ts';
import { run, runToItsEnd, type Ended } from './docker-cli.ts';
import type { Asked } from './scenario.ts';
import type { Stage } from './stage.ts';

/** What was gathered and said about one container. */
export interface Answer {
  readonly snapshot: Snapshot;
  readonly report: Report;
}

const QUESTION_LIMIT_MS = 20_000;

/** Asks the question as the CLI does, in this process; one answer for each container that was found. */
export async function ask(stage: Stage, asked: Asked): Promise<Answer[]> {
  const endpoint = endpointOf(stage, asked);
  const engine = connectEngine(endpoint, { timeoutMs: QUESTION_LIMIT_MS });
  try {
    return await askEngine(engine, endpoint, await questionOf(stage, asked));
  } finally {
    engine.close();
  }
}

async function askEngine(engine: Engine, endpoint: Endpoint, question: Question): Promise<Answer[]> {
  const answers: Answer[] = [];
  const failures: Error[] = [];
  for (const candidate of await findCandidates(engine, nodeDisk, question)) {
    const asking = { programs: nodePrograms, surroundings: nodeSurroundings };
    try {
      const snapshot = await gather(engine, nodeDisk, question, candidate, endpoint, asking);
      answers.push({ snapshot, report: diagnose(snapshot) });
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  // A container of another play that had the same files, and is gone by now, is none of this play's answers.
  const failure = failures.find((each) => answers.length === 0 || !isOfGone(each));
  if (failure) throw failure;
  return answers;
}

const isOfGone = (error: Error): boolean => error instanceof EngineFailure && error.reason === 'not-found';

function endpointOf(stage: Stage, asked: Asked): Endpoint {
  const result = resolveEndpoint({
    ...(asked.byHostFlag ? { hostFlag: stage.host } : {}),
    environment: stage.environment,
    homeFolder: homedir(),
    platform: process.platform,
  });
  if ('problem' in result) throw new Error(plain(result.problem));
  return result.endpoint;
}

/** Opens the workspace under another path where the scenario says so. */
async function workspaceOf(stage: Stage, asked: Asked): Promise<string> {
  if (asked.openedAs === undefined) return stage.folder;
  const link = join(dirname(stage.folder), asked.openedAs);
  await symlink(stage.folder, link).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return link;
}

async function questionOf(stage: Stage, asked: Asked): Promise<Question> {
  const workspaceFolder = await workspaceOf(stage, asked);
  return {
    path: asked.file === null ? null : join(workspaceFolder, asked.file),
    shown: asked.file ?? '',
    workspaceFolder,
    container: asked.container === undefined ? null : named(asked.container, stage),
    dockerfile: asked.dockerfile === undefined ? null : join(workspaceFolder, asked.dockerfile),
    composeFiles: (asked.composeFiles ?? []).map((file) => join(workspaceFolder, file)),
    editor: asked.editor ?? null,
    dockerFlags: asked.byHostFlag ? ['--host', stage.host] : [],
    mayExec: asked.withoutExec !== true,
    environment: stage.environment,
  };
}

/** Scenarios name containers `shop…`; on the stage they have the stage's own name. */
const named = (name: string, stage: Stage): string => name.replace(/^shop/, stage.name);

/** Asks the same question of the built CLI, in a process of its own; the output is what `--format json` prints. */
export async function askCli(stage: Stage, asked: Asked, cli: string): Promise<Ended> {
  const workspace = await workspaceOf(stage, asked);
  const words = [
    ...(asked.file === null ? [] : [asked.file]),
    ...(asked.container === undefined ? [] : ['--container', named(asked.container, stage)]),
    ...(asked.dockerfile === undefined ? [] : ['--dockerfile', asked.dockerfile]),
    ...(asked.composeFiles ?? []).flatMap((file) => ['--compose-file', file]),
    ...(asked.byHostFlag ? ['--host', stage.host] : []),
    ...(asked.withoutExec ? ['--no-exec'] : []),
  ];
  return runToItsEnd({ folder: workspace, environment: stage.environment }, process.execPath, [
    cli,
    'why',
    ...words,
    '--format',
    'json',
    // Plays run side by side, on machines that may have little to spare.
    '--timeout',
    '100',
  ]);
}

/** Carries the verdicts' remedies out, in order, exactly as they were offered. */
export async function carryOut(stage: Stage, reports: readonly Report[]): Promise<void> {
  for (const remedy of reports.flatMap(({ verdict }) => verdict?.remedies ?? [])) await carryOutOne(stage, remedy);
}

async function carryOutOne(stage: Stage, remedy: Remedy): Promise<void> {
  if ('edit' in remedy) {
    const { file, edits } = remedy.edit;
    await writeFile(file, applyEdits(await readFile(file, 'utf8'), edits));
    return;
  }
  const [program, ...words] = remedy.command;
  if (program === undefined) throw new Error(`the remedy "${plain(remedy.title)}" has an empty command`);
  await run(stage, program, words);
}
