import { aString, objectOf, orNull } from '../../../../core/src/shape.ts';
import type { FileSeen } from './parts.ts';
import { fileSeen, gathered, type TopicShapes } from './shapes.ts';

/** The pod that a container is of, as `kubectl` states it, and what this engine has under the name of its image. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  /** The image as the pod's specification names it. */
  readonly image: string;
  readonly pullPolicy: string | null;
  /** `docker://sha256:…` or `docker-pullable://name@sha256:…`; empty while it is not known. */
  readonly imageId: string;
  /** The deployment whose replica the pod is; null for a pod of something else. */
  readonly deployment: string | null;
  /** The engine's own ID of the image that the name stands for now. */
  readonly tagId: string;
  readonly fileInTag: FileSeen;
}

/** What Kubernetes states of its containers. */
export interface KubernetesEvidence {
  readonly pod: Pod;
}

/** The shapes of the topic, for snapshots that are read. */
export const kubernetesShapes: TopicShapes<KubernetesEvidence> = {
  pod: gathered(
    objectOf<Pod>({
      name: aString,
      namespace: aString,
      image: aString,
      pullPolicy: orNull(aString),
      imageId: aString,
      deployment: orNull(aString),
      tagId: aString,
      fileInTag: fileSeen,
    }),
  ),
};
