import { aBoolean, aString, objectOf } from '../../../../core/src/shape.ts';
import { gathered, type TopicShapes } from './shapes.ts';

/** The machine that the engine runs on, as the engine describes it. */
export interface EngineMachine {
  /** For example `Debian GNU/Linux 12 (bookworm)` or `Docker Desktop`. */
  readonly operatingSystem: string;
  /** Docker Desktop runs its engine in a virtual machine, and shares folders of the host with it. */
  readonly isDesktop: boolean;
}

/** What asking for the engine's machine adds. */
export interface EngineMachineEvidence {
  readonly engineMachine: EngineMachine;
}

/** The shapes of the topic, for snapshots that are read. */
export const engineMachineShapes: TopicShapes<EngineMachineEvidence> = {
  engineMachine: gathered(objectOf<EngineMachine>({ operatingSystem: aString, isDesktop: aBoolean })),
};
