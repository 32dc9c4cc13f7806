import { describe, expect, it } from 'vitest';
import { causes } from '../../client/src/diagnosis/causes/index.ts';
import { diagnose } from '../../client/src/diagnosis/diagnose.ts';
import { readSnapshot } from '../../client/src/diagnosis/snapshot-file.ts';
import type { Snapshot } from '../../client/src/diagnosis/evidence.ts';
import { canariesIn } from '../support/canaries.ts';
import { faultsOf, insist, maySpeak, speakersOf } from '../support/check-report.ts';
import { engineNames, type EngineName } from '../support/engine-names.ts';
import { expectedOn, isPlayedOn, type Expected, type Scenario } from '../support/scenario.ts';
import { loadScenarios, recordingsOf } from '../support/scenarios.ts';

// Replays what test/live/scenarios.test.ts recorded on real engines (UNSTALE_RECORD=1); no Docker is needed here.
const scenarios = await loadScenarios();

describe('the scenarios', () => {
  it('have one under the name of each cause', () => {
    const ids = scenarios.map(({ id }) => id);
    expect(causes.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('are recorded on the engines they are played on, and on no other', () => {
    const recorded = scenarios.flatMap(({ id }) => recordingsOf(id).map(({ engine }) => `${id} on ${engine}`));
    const played = scenarios.flatMap(({ id, scenario }) =>
      engineNames.filter((engine) => isRecordedOn(scenario, engine)).map((engine) => `${id} on ${engine}`),
    );
    expect(recorded).toEqual(played);
  });
});

for (const { id, scenario } of scenarios.filter((each) => recordingsOf(each.id).length > 0)) {
  describe(id, () => {
    for (const { engine, written } of recordingsOf(id)) {
      const snapshots = snapshotsIn(written);
      const expected = expectedOn(scenario, engine);

      it(`is told as it is on ${engine}`, () => {
        const reports = snapshots.map((snapshot) => diagnose(snapshot));
        insist(faultsOf(reports, expected));
      });

      it(`makes no cause speak on ${engine} that has no part in it, even asked alone`, () => {
        insist(snapshots.flatMap((snapshot) => wrongSpeakers(snapshot, expected)));
      });

      it(`gives no secret away on ${engine}`, () => {
        const reports = snapshots.map((snapshot) => diagnose(snapshot));
        expect(canariesIn(written + JSON.stringify(reports))).toEqual([]);
      });
    }
  });
}

/** A question for which no container is found leaves nothing to record. */
const isRecordedOn = (scenario: Scenario, engine: EngineName): boolean =>
  isPlayedOn(scenario, engine) && Object.keys(expectedOn(scenario, engine)).length > 0;

function snapshotsIn(written: string): readonly Snapshot[] {
  const read = readSnapshot(written);
  if ('problem' in read) throw new Error(read.problem.english);
  return read.snapshots;
}

function wrongSpeakers(snapshot: Snapshot, expected: Readonly<Record<string, Expected>>): string[] {
  return causes.flatMap((cause) => {
    const report = diagnose(snapshot, [cause]);
    const allowed = maySpeak(expected[report.container.name] ?? { outcome: report.outcome });
    return speakersOf(report)
      .filter((speaker) => !allowed.has(speaker))
      .map((speaker) => `${speaker} speaks of ${report.container.name}`);
  });
}
