import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { engineNames, type EngineName } from './engine-names.ts';
import type { Scenario } from './scenario.ts';

/** The folder that holds one folder for each scenario. */
const scenariosFolder = fileURLToPath(new URL('../scenarios/', import.meta.url));

/** A scenario under its folder's name. */
export interface NamedScenario {
  readonly id: string;
  readonly scenario: Scenario;
}

/** Loads all scenarios, ordered by name. */
export async function loadScenarios(): Promise<NamedScenario[]> {
  const ids = readdirSync(scenariosFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return Promise.all(
    ids.sort().map(async (id) => {
      const module = (await import(`${scenariosFolder}${id}/scenario.ts`)) as { readonly default: Scenario };
      return { id, scenario: module.default };
    }),
  );
}

/** Returns where a scenario's recorded snapshots of an engine are. */
export const snapshotFile = (id: string, engine: EngineName): string =>
  `${scenariosFolder}${id}/snapshot.${engine}.json`;

/** Returns the recorded snapshots of a scenario as text, for the engines that have them. */
export const recordingsOf = (id: string): { readonly engine: EngineName; readonly written: string }[] =>
  engineNames.flatMap((engine) => {
    const file = snapshotFile(id, engine);
    return existsSync(file) ? [{ engine, written: readFileSync(file, 'utf8') }] : [];
  });
