import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { causes } from '../../client/src/diagnosis/causes/index.ts';
import { diagnose } from '../../client/src/diagnosis/diagnose.ts';
import { toJson, type ReportJson } from '../../client/src/diagnosis/report/json.ts';
import { renderMarkdown } from '../../client/src/diagnosis/report/markdown.ts';
import type { Report } from '../../client/src/diagnosis/report/report.ts';
import { renderText } from '../../client/src/diagnosis/report/text.ts';
import { readSnapshot, writeSnapshot } from '../../client/src/diagnosis/snapshot-file.ts';
import { forJson } from '../../core/src/escape.ts';
import { plain } from '../../core/src/text.ts';
import { readEngines } from '../env/machine.ts';
import { canariesIn } from '../support/canaries.ts';
import { faultsOf, insist } from '../support/check-report.ts';
import { clearImages, clearKilledRuns, clearStage, volumesOn } from '../support/clear-stage.ts';
import { normalise } from '../support/normalise.ts';
import { ask, askCli, carryOut, type Answer } from '../support/player.ts';
import { engineNames, type EngineName } from '../support/engine-names.ts';
import { expectedOn, isPlayedOn, type After, type Asked, type Scenario } from '../support/scenario.ts';
import { loadScenarios, snapshotFile } from '../support/scenarios.ts';
import { buildBaseImage, setStage, type PlayedEngine, type Stage } from '../support/stage.ts';

// UNSTALE_ENGINES names the engines (test/env/engines.sh prints it), UNSTALE_SCENARIO=id,id plays these and their variants only,
// UNSTALE_RECORD=1 writes the snapshots that test/unit/causes.test.ts replays. UNSTALE_BY_TURNS=1, as `npm test` sets it, plays each
// cause's own scenario on all engines, and every other one on one engine, the engines taking turns: half an hour is what CI has.
const TIME_LIMIT_MS = 150_000;
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const records = process.env.UNSTALE_RECORD === '1';
const only = process.env.UNSTALE_SCENARIO?.split(',');

const engines = readEngines(process.env.UNSTALE_ENGINES).map(({ name, host }) => ({
  name,
  host,
  environment: process.env,
}));
const engineNamed = (name: EngineName): PlayedEngine | undefined => {
  const found = engines.find((engine) => engine.name === name);
  return found && { ...found, name };
};

const all = await loadScenarios();
const chosen = all.filter(({ id }) => only?.some((wanted) => id === wanted || id.startsWith(`${wanted}--`)) ?? true);
const causeIds = new Set(causes.map(({ id }) => id));

/** More failures than these are no accidents. */
const playedAgainAtMost = 4;
const failed: { readonly engine: PlayedEngine | undefined; readonly id: string; readonly scenario: Scenario }[] = [];

const played = engineNames.flatMap((name) => engineNamed(name) ?? []);

beforeAll(async () => {
  const busybox = process.env.UNSTALE_BUSYBOX || '/usr/bin/busybox';
  await Promise.all(played.map(({ host }) => clearKilledRuns(host)));
  await Promise.all(played.map((engine) => buildBaseImage(engine, busybox)));
});

afterAll(() => Promise.all(played.map(({ host }) => clearImages(host))), 300_000);

describe('a scenario that is really brought about is told as it is', () => {
  for (const { id, scenario } of chosen) {
    for (const name of enginesFor(id, scenario)) {
      const engine = engineNamed(name);
      // Plays of one engine run side by side: what belongs to others on the engine must not matter.
      const skip = engine === undefined || (scenario.needsRegistry === true && !process.env.UNSTALE_REGISTRY);
      it(`${id} on ${name}`, { concurrent: true, skip, timeout: TIME_LIMIT_MS }, () =>
        playOrKeepForLater(engine, id, scenario),
      );
    }
  }

  it(
    'a play that failed beside the others is right alone',
    { timeout: playedAgainAtMost * TIME_LIMIT_MS },
    async () => {
      for (const { engine, id, scenario } of failed) await play(engine, id, scenario);
    },
  );
});

function enginesFor(id: string, scenario: Scenario): readonly EngineName[] {
  const names = engineNames.filter((each) => isPlayedOn(scenario, each));
  const takesTurns = process.env.UNSTALE_BY_TURNS === '1' && !causeIds.has(id);
  const turn = takesTurns ? names[all.findIndex((each) => each.id === id) % names.length] : undefined;
  return turn === undefined ? names : [turn];
}

/**
 * Plays now, or again when all are through. On two cores beside three engines now and then an engine misses its time limit, or what a
 * stranger's play leaves is met: a play that fails is named and played once more, alone.
 */
async function playOrKeepForLater(engine: PlayedEngine | undefined, id: string, scenario: Scenario): Promise<void> {
  try {
    await play(engine, id, scenario);
  } catch (error) {
    if (failed.length === playedAgainAtMost) throw error;
    failed.push({ engine, id, scenario });
    console.error(`played again: ${id} on ${engine?.name ?? 'no engine'}: ${String(error).slice(0, 600)}`);
  }
}

async function play(engine: PlayedEngine | undefined, id: string, scenario: Scenario): Promise<void> {
  if (!engine) return;
  const stage = await setStage(engine, scenario.files);
  const volumes: string[] = [];
  try {
    await scenario.play(stage);
    volumes.push(...(await volumesOn(stage)));
    const reports = await checkAnswers(stage, id, scenario);
    if (causeIds.has(id) && scenario.asked.editor === undefined) await checkCli(stage, scenario);
    if (scenario.after) await checkAfter(stage, scenario, scenario.after, reports);
  } finally {
    await clearStage(stage, volumes);
  }
}

/** Returns the reports as they were, with the true names of the play. */
async function checkAnswers(stage: Stage, id: string, scenario: Scenario): Promise<readonly Report[]> {
  const answers = normalise(await ask(stage, scenario.asked), stage);
  if (records && answers.length > 0) await writeFile(snapshotFile(id, stage.engine), writtenOf(answers));
  const reports = reportsOf(answers);
  const expected = expectedOn(scenario, stage.engine);
  insist(faultsOf(reports, expected));
  // Asking must not change what is asked about, as reading a file changes its time of access.
  const again = await ask(stage, scenario.asked);
  insist(faultsOf(reportsOf(normalise(again, stage)), expected).map((fault) => `asked again: ${fault}`));
  expect(canariesIn(JSON.stringify(answers))).toEqual([]);
  if (answers.length === 0) return [];
  const replayed = readSnapshot(writtenOf(answers));
  const replays = 'snapshots' in replayed ? replayed.snapshots.map((snapshot) => diagnose(snapshot)) : [];
  expect(replays).toEqual(reports);
  expect(replays.map(printed)).toEqual(reports.map(printed));
  expect(canariesIn(reports.map(printed).join('\n'))).toEqual([]);
  return reportsOf(again);
}

/** The report in all formats, as people and programs read it. */
const printed = (report: Report): string =>
  [renderText(report, { color: false, translate: plain }), renderMarkdown(report, plain), forJson(toJson(report))].join(
    '\n',
  );

const writtenOf = (answers: readonly Answer[]): string => writeSnapshot(answers.map(({ snapshot }) => snapshot));

const reportsOf = (answers: readonly Answer[]) => answers.map(({ report }) => report);

/** The question in a process of its own, as it is typed, has to get the same answer. */
async function checkCli(stage: Stage, { asked, expected }: Scenario): Promise<void> {
  if (!existsSync(cli) && process.env.CI !== 'true') return;
  const { status, output, errors } = await askCli(stage, asked, cli);
  // A stranger's container may vanish between being found and being asked.
  expect(errors.replaceAll(/^unstale: No such container.*\n/gm, '')).toBe('');
  const reports = normalise(JSON.parse(output) as ReportJson[], stage);
  const said = reports.map(({ container, verdict }) => [container.name, verdict?.cause]);
  const wanted = Object.entries(typeof expected === 'function' ? expected(stage.engine) : expected);
  const named = wanted.map(([name, { cause }]) => [name, cause]);
  expect(Object.fromEntries(said)).toEqual(Object.fromEntries(named));
  expect(status).toBe(wanted.some(([, { cause }]) => cause !== undefined) ? 1 : 0);
  expect(canariesIn(output)).toEqual([]);
}

/** Carries the remedies out that were offered, and asks again. */
async function checkAfter(stage: Stage, scenario: Scenario, after: After, offered: readonly Report[]): Promise<void> {
  const { first, then, variables, asked = scenario.asked, expected } = after;
  await first?.(stage);
  await carryOut({ ...stage, environment: { ...stage.environment, ...variables } }, offered);
  await then?.(stage);
  const reports = reportsOf(normalise(await askedAgain(stage, asked), stage));
  const present = Object.fromEntries(
    reports.map(({ container }) => [container.name, { outcome: 'change-is-present' } as const]),
  );
  expect(reports.length).toBeGreaterThan(0);
  insist(faultsOf(reports, expected ?? present).map((fault) => `after the remedies: ${fault}`));
}

/** What the remedies replaced may need a moment to be up; only the container's process is waited for, never an answer. */
async function askedAgain(stage: Stage, asked: Asked): Promise<Answer[]> {
  await stage.until(
    'containers of the remedies',
    async () => (await stage.docker('ps', '-q', '--filter', `name=${stage.name}`)) !== '',
  );
  return ask(stage, asked);
}
