import { describe, expect, it } from 'vitest';
import { podName, readPod } from '../../../client/src/workspace/pod-of.ts';

const labels = (container: string) => ({
  'io.kubernetes.pod.name': 'web-5d4f8c7b9-x2x7q',
  'io.kubernetes.pod.namespace': 'shop',
  'io.kubernetes.container.name': container,
});

const name = { name: 'web-5d4f8c7b9-x2x7q', namespace: 'shop', container: 'web' };

const pod = (ownerName: string) => ({
  metadata: {
    labels: { 'pod-template-hash': '5d4f8c7b9' },
    ownerReferences: [{ kind: 'ReplicaSet', name: ownerName }],
  },
  spec: {
    containers: [
      { name: 'proxy', image: 'envoy:1' },
      { name: 'web', image: 'shop:dev', imagePullPolicy: 'Never' },
    ],
  },
  status: { containerStatuses: [{ name: 'web', imageID: 'docker://sha256:abc' }] },
});

describe('the pod of a container', () => {
  it('is named by labels, but for the container that only holds the pod’s network', () => {
    expect(podName(labels('web'))).toEqual(name);
    expect(podName(labels('POD'))).toBeNull();
    expect(podName({ app: 'web' })).toBeNull();
  });

  it('is read from what kubectl writes', () => {
    expect(readPod(JSON.stringify(pod('web-5d4f8c7b9')), name)).toEqual({
      name: 'web-5d4f8c7b9-x2x7q',
      namespace: 'shop',
      image: 'shop:dev',
      pullPolicy: 'Never',
      imageId: 'docker://sha256:abc',
      deployment: 'web',
    });
  });

  it('may be of a replica set that no deployment made', () => {
    expect(readPod(JSON.stringify(pod('by-hand')), name)?.deployment).toBeNull();
  });

  it.each(['', 'error: the server was not found', 'null', '[]', '{"spec":{"containers":[]}}'])(
    'is not in %j',
    (text) => {
      expect(readPod(text, name)).toBeNull();
    },
  );
});
