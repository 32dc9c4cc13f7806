import type { EditorBuffer } from '../../client/src/diagnosis/evidence.ts';
import type { Certainty, Outcome } from '../../client/src/diagnosis/report/report.ts';
import type { EngineName } from './engine-names.ts';
import type { Stage } from './stage.ts';

/** What is asked, as a person would put it. Paths are relative to the workspace, as typed in its folder. */
export interface Asked {
  /** Null asks about the whole container. */
  readonly file: string | null;
  readonly container?: string;
  readonly dockerfile?: string;
  readonly composeFiles?: readonly string[];
  /** What the editor holds; the CLI, which has none, is the default. */
  readonly editor?: EditorBuffer;
  /** Names the engine by `--host` instead of by `DOCKER_HOST`. */
  readonly byHostFlag?: boolean;
  /** Asks with `--no-exec`: no program may be run in the container. */
  readonly withoutExec?: boolean;
  /** Opens the workspace through this path instead of its real one; relative to the folder that holds the workspace. */
  readonly openedAs?: string;
}

/**
 * What must be said about one container. Names and paths are those of the normalised report (see normalise.ts): the
 * workspace is `/home/dev/shop`, its Compose project `shop`.
 */
export interface Expected {
  readonly outcome: Outcome | readonly Outcome[];
  /** The verdict's cause; none may be confirmed or likely when it is left out. */
  readonly cause?: string;
  readonly certainty?: Certainty | readonly Certainty[];
  /** Each must occur in the answer, in the verdict's facts or their sources; without a verdict, in those of the trace or a notice. */
  readonly says?: readonly string[];
  /** The first remedy's command; `…` stands for any words. */
  readonly remedy?: string;
  /** The causes that stand beside the verdict, and how surely at most. Whoever else speaks is wrong, and whoever is silent too. */
  readonly also?: Readonly<Record<string, Certainty>>;
  /** Causes that may speak when they are asked alone, but must be silent in the report: a better one explains the same. */
  readonly outranked?: readonly string[];
}

/** Proves the exact fix: the verdict's remedies are carried out in order, and the question is asked again. */
export interface After {
  /** What a person has to do before the remedies, where their titles say so: change a script, for example. */
  readonly first?: (stage: Stage) => Promise<void>;
  /** What a person sets in the shell that the remedies are run in, where their titles say so. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What a person has to do beside the remedies, for example to repeat their own `docker run` that had secrets in it. */
  readonly then?: (stage: Stage) => Promise<void>;
  /** What is asked then, where it is not the same question: of a file that the change was moved to. */
  readonly asked?: Asked;
  /** The answers then; the change must be in every container that is found when this is left out. */
  readonly expected?: Readonly<Record<string, Expected>>;
}

/** A situation that is really brought about on a Docker Engine, the question that is asked of it, and what must be said. */
export interface Scenario {
  /** One sentence: what happened, as the person who is puzzled by it would tell it. */
  readonly title: string;
  /** The engines it is played on; all by default. One is enough where only files of the workspace are read differently. */
  readonly engines?: readonly EngineName[];
  /** It pushes to the registry that `test/env/engines.sh` brings up, and is skipped where there is none. */
  readonly needsRegistry?: true;
  /** The workspace at first; path to content. */
  readonly files: Readonly<Record<string, string>>;
  /** Brings the situation about. */
  readonly play: (stage: Stage) => Promise<void>;
  readonly asked: Asked;
  /** One entry for each container that must be found, by its name; no other may be found. */
  readonly expected: Readonly<Record<string, Expected>> | ((engine: EngineName) => Readonly<Record<string, Expected>>);
  readonly after?: After;
}

/** Returns the scenario as given; it exists for the types. */
export const defineScenario = (scenario: Scenario): Scenario => scenario;

/** Returns what must be said on an engine. */
export const expectedOn = (scenario: Scenario, engine: EngineName): Readonly<Record<string, Expected>> =>
  typeof scenario.expected === 'function' ? scenario.expected(engine) : scenario.expected;

/** Returns whether a scenario is played on an engine. */
export const isPlayedOn = (scenario: Scenario, engine: EngineName): boolean =>
  scenario.engines === undefined || scenario.engines.includes(engine);
