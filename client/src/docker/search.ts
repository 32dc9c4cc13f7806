import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Text } from '../../../core/src/text.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import type { Disk } from '../workspace/disk.ts';
import type { OtherCheckout, Question } from './question.ts';

/** What is searched for. */
export interface Search {
  readonly disk: Disk;
  readonly question: Question;
  /** The file's real path, or the workspace's when the whole container is meant. */
  readonly real: string;
}

/** A container that was found in one way. The surer the way, the higher the score; 100 is a mount of the file. */
export interface Found {
  readonly summary: ContainerSummaryJson;
  readonly score: number;
  readonly because: Text;
  /** The repository of the image that the container was created from, where the list of containers has only the image's ID. */
  readonly repository?: string | null;
  /** Its image has steps that the Dockerfile it was found by lacks: it may be made from that one's image, by another Dockerfile. */
  readonly hasOtherSteps?: boolean;
  /** The checkout that it was made from, where that is another one than the workspace. */
  readonly otherCheckout?: OtherCheckout | null;
}

/** Returns the folder of the docker CLI's configuration, where buildx notes its builds. */
export const dockerConfigFolder = (environment: Question['environment']): string =>
  environment.DOCKER_CONFIG || join(homedir(), '.docker');
