import type { Pod } from '../diagnosis/evidence/kubernetes.ts';

/** A pod's container as its labels on the engine name it. See https://github.com/Mirantis/cri-dockerd/blob/master/core/labels.go */
export interface PodName {
  readonly name: string;
  readonly namespace: string;
  readonly container: string;
}

/** Returns the pod that a container is of, null where Kubernetes did not make it. */
export function podName(labels: Readonly<Record<string, string>>): PodName | null {
  const name = labels['io.kubernetes.pod.name'];
  const namespace = labels['io.kubernetes.pod.namespace'];
  const container = labels['io.kubernetes.container.name'];
  return name === undefined || namespace === undefined || container === undefined || container === 'POD'
    ? null
    : { name, namespace, container };
}

interface PodJson {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly { readonly kind?: string; readonly name?: string }[];
  };
  readonly spec?: {
    readonly containers?: readonly {
      readonly name?: string;
      readonly image?: string;
      readonly imagePullPolicy?: string;
    }[];
  };
  readonly status?: {
    readonly containerStatuses?: readonly { readonly name?: string; readonly imageID?: string }[];
  };
}

/**
 * Returns what `kubectl get pod NAME -o json` wrote about one container of a pod; null where it is no such answer. A deployment's pods
 * belong to a replica set, which is named after it and the hash of its template.
 * Fields: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export function readPod(
  written: string,
  { name, namespace, container }: PodName,
): Omit<Pod, 'tagId' | 'fileInTag'> | null {
  const json = parse(written);
  const stated = json?.spec?.containers?.find((each) => each.name === container);
  if (!json || stated?.image === undefined) return null;
  const owner = json.metadata?.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')?.name;
  const hash = json.metadata?.labels?.['pod-template-hash'];
  const isOfDeployment = owner !== undefined && hash !== undefined && owner.endsWith(`-${hash}`);
  return {
    name,
    namespace,
    image: stated.image,
    pullPolicy: stated.imagePullPolicy ?? null,
    imageId: json.status?.containerStatuses?.find((each) => each.name === container)?.imageID ?? '',
    deployment: isOfDeployment ? owner.slice(0, -hash.length - 1) : null,
  };
}

function parse(written: string): PodJson | null {
  try {
    const json: unknown = JSON.parse(written);
    return typeof json === 'object' && json !== null ? json : null;
  } catch {
    // What is no JSON is no answer: kubectl has written a warning, or is another program.
    return null;
  }
}
