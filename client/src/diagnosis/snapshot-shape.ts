import {
  aBoolean,
  aNumber,
  aString,
  either,
  listOf,
  objectOf,
  oneOf,
  optional,
  orNull,
} from '../../../core/src/shape.ts';
import { container, containerSummary, history, image, mountJson, volume } from './engine-shapes.ts';
import type * as evidence from './evidence.ts';
import { bakedVariablesShapes } from './evidence/baked-variables.ts';
import { baseImageShapes } from './evidence/base-image.ts';
import { contextShapes } from './evidence/context.ts';
import { buildArgumentsShapes } from './evidence/build-arguments.ts';
import { configurationShapes } from './evidence/configuration.ts';
import { instructionsShapes } from './evidence/instructions.ts';
import { elsewhereShapes } from './evidence/elsewhere.ts';
import { otherPlaceShapes } from './evidence/other-place.ts';
import { otherDockerfileShapes } from './evidence/other-dockerfile.ts';
import { differencesShapes } from './evidence/differences.ts';
import { compiledCodeShapes } from './evidence/compiled-code.ts';
import { syncRulesShapes } from './evidence/sync-rules.ts';
import { requestsShapes } from './evidence/requests.ts';
import { otherCheckoutShapes } from './evidence/other-checkout.ts';
import { layersShapes } from './evidence/layers.ts';
import { linkShapes } from './evidence/link.ts';
import { startScriptShapes } from './evidence/start-script.ts';
import { deployShapes } from './evidence/deploys.ts';
import { gitShapes } from './evidence/git.ts';
import { kubernetesShapes } from './evidence/kubernetes.ts';
import { engineMachineShapes } from './evidence/engine-machine.ts';
import { fileAccessShapes } from './evidence/file-access.ts';
import { initialisationShapes } from './evidence/initialisation.ts';
import { mountsShapes } from './evidence/mounts.ts';
import { processViewShapes } from './evidence/process-view.ts';
import { madeShapes } from './evidence/made.ts';
import { buildsShapes } from './evidence/builds.ts';
import { otherImagesShapes } from './evidence/other-images.ts';
import { registryShapes } from './evidence/registry.ts';
import { seededCopyShapes } from './evidence/seeded-copy.ts';
import { serviceShapes } from './evidence/service.ts';
import { volumeUsersShapes } from './evidence/volume-users.ts';
import { sourceImagesShapes } from './evidence/source-images.ts';
import { aText, copyStep, fileLine, fileSeen, gathered, position } from './evidence/shapes.ts';

type Ignore = NonNullable<evidence.BuildPlan['ignore']>;

const plan = objectOf<evidence.BuildPlan>({
  contextFolder: aString,
  contextAt: orNull(fileLine),
  dockerfile: aString,
  target: orNull(aString),
  pathInContext: orNull(aString),
  ignore: orNull(
    objectOf<Ignore>({
      file: aString,
      isExcluded: aBoolean,
      decidedBy: orNull(
        objectOf<NonNullable<Ignore['decidedBy']>>({ pattern: aString, line: aNumber, length: aNumber }),
      ),
    }),
  ),
  copies: listOf(copyStep),
  onlyInStages: listOf(copyStep),
  inUnbuiltStages: listOf(copyStep),
  laterRuns: listOf(copyStep),
  copyBelow: orNull(position),
  doubts: listOf(aText),
  match: objectOf<evidence.BuildPlan['match']>({ matched: aNumber, total: aNumber }),
  isProven: aBoolean,
});

const coveringMount = objectOf<evidence.CoveringMount>({
  kind: oneOf('bind', 'named-volume', 'anonymous-volume', 'tmpfs', 'other'),
  mount: mountJson,
  rest: aString,
  hostPath: orNull(aString),
  isOfEditedFile: aBoolean,
  isSingleFile: aBoolean,
});

/** One shape for each key of the evidence: a key without one, or with another type, is a compile error. */
const gatheredEvidence = objectOf<evidence.Snapshot['evidence']>({
  editor: gathered(objectOf<evidence.EditorBuffer>({ isDirty: aBoolean, sha256: aString })),
  fileOnHost: gathered(
    objectOf<evidence.FileOnHost>({
      path: aString,
      realPath: aString,
      size: aNumber,
      modifiedMs: aNumber,
      accessedMs: orNull(aNumber),
      bornMs: orNull(aNumber),
      changedMs: optional(aNumber),
      sha256: aString,
      isDeleted: optional(aBoolean),
    }),
  ),
  plan: gathered(plan),
  container: gathered(container),
  containerImage: gathered(image),
  containerHistory: gathered(listOf(history)),
  taggedImage: gathered(image),
  sameImage: gathered(
    objectOf<evidence.Evidence['sameImage']>({ isSame: aBoolean, by: oneOf('id', 'manifest', 'layers') }),
  ),
  builtSince: gathered(aBoolean),
  runArguments: gathered(orNull(listOf(aString))),
  siblings: gathered(
    listOf(
      objectOf<evidence.Sibling>({
        container: containerSummary,
        isRunning: aBoolean,
        isOnTaggedImage: orNull(aBoolean),
      }),
    ),
  ),
  containerPath: gathered(aString),
  mount: gathered(orNull(coveringMount)),
  volume: gathered(volume),
  fileInContainer: gathered(fileSeen),
  fileInImage: gathered(fileSeen),
  fileInTaggedImage: gathered(fileSeen),
  fileInProcess: gathered(objectOf<evidence.FileInProcess>({ seen: fileSeen, mountRoot: orNull(aString) })),
  rewrittenBy: gathered(orNull(copyStep)),
  writtenInContainer: gathered(orNull(oneOf('changed', 'added', 'deleted'))),
  process: gathered(
    objectOf<evidence.MainProcess>({
      startedMs: aNumber,
      program: aString,
      reloader: orNull(aString),
      reads: oneOf('at-start', 'on-request', 'repeatedly', 'never', 'unknown'),
    }),
  ),
  ...bakedVariablesShapes,
  ...baseImageShapes,
  ...buildArgumentsShapes,
  ...buildsShapes,
  ...compiledCodeShapes,
  ...configurationShapes,
  ...contextShapes,
  ...deployShapes,
  ...differencesShapes,
  ...elsewhereShapes,
  ...engineMachineShapes,
  ...fileAccessShapes,
  ...gitShapes,
  ...initialisationShapes,
  ...instructionsShapes,
  ...layersShapes,
  ...linkShapes,
  ...madeShapes,
  ...mountsShapes,
  ...otherCheckoutShapes,
  ...otherDockerfileShapes,
  ...otherImagesShapes,
  ...otherPlaceShapes,
  ...processViewShapes,
  ...registryShapes,
  ...requestsShapes,
  ...seededCopyShapes,
  ...serviceShapes,
  ...sourceImagesShapes,
  ...startScriptShapes,
  ...syncRulesShapes,
  ...volumeUsersShapes,
  ...kubernetesShapes,
});

/** The shape of one snapshot. `schema` is checked before, by who can say which version was found. */
export const snapshotShape = objectOf<Omit<evidence.Snapshot, 'schema'>>({
  takenAt: aString,
  elapsedMs: aNumber,
  calls: aNumber,
  engine: objectOf<evidence.AskedEngine>({
    endpoint: aString,
    origin: aString,
    context: aString,
    version: aString,
    apiVersion: aString,
    imageStore: oneOf('classic', 'containerd'),
  }),
  subject: either(
    objectOf<Extract<evidence.Subject, { kind: 'file' }>>({ kind: oneOf('file'), path: aString, shown: aString }),
    objectOf<Extract<evidence.Subject, { kind: 'container' }>>({ kind: oneOf('container') }),
  ),
  dockerFlags: listOf(aString),
  evidence: gatheredEvidence,
});
