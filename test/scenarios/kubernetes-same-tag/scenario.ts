import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defineScenario } from '../../support/scenario.ts';
import { edited, plainShopIn } from '../../support/shop.ts';

/** What `kubectl get pod -o json` answers, as far as it is read. */
const podJson = (image: string, imageID: string): string =>
  JSON.stringify({
    kind: 'Pod',
    metadata: {
      labels: { app: 'web', 'pod-template-hash': '5d4f8c7b9' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d4f8c7b9' }],
    },
    spec: { containers: [{ name: 'web', image, imagePullPolicy: 'IfNotPresent' }] },
    status: { containerStatuses: [{ name: 'web', imageID }] },
  });

// No Kubernetes can be run beside these engines. The container has the labels that cri-dockerd gives, was created by the image's ID as
// cri-dockerd does it, and kubectl is a script with the documented answer; so the verdict is likely, and never more.
export default defineScenario({
  title: 'The deployment names the same tag as before the build, so Kubernetes leaves its pod as it is',
  files: plainShopIn('/srv/pod'),
  play: async (stage) => {
    const { docker, environment, folder, name, write } = stage;
    const image = `${name}:dev`;
    await docker('build', '-t', image, '-t', `${name}:kept`, '.');
    const id = await docker('image', 'inspect', '--format', '{{.Id}}', image);
    const labels = ['pod.name=web-5d4f8c7b9-x2x7q', 'pod.namespace=shop', 'container.name=web'];
    const given = labels.flatMap((label) => ['--label', `io.kubernetes.${label}`]);
    await docker('run', '-d', '--name', `${name}-k8s-web`, ...given, id);
    const tools = join(dirname(folder), 'tools');
    await mkdir(tools, { recursive: true });
    await writeFile(join(tools, 'kubectl'), `#!/bin/sh\necho '${podJson(image, `docker://${id}`)}'\n`);
    await chmod(join(tools, 'kubectl'), 0o755);
    environment.PATH = `${tools}:${environment.PATH ?? ''}`;
    await write('src/server.js', edited);
    await docker('build', '-t', image, '.');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-k8s-web': {
      outcome: 'cause-found',
      cause: 'kubernetes-same-tag',
      certainty: 'likely',
      says: ['web-5d4f8c7b9-x2x7q', 'shop:dev', 'IfNotPresent'],
      remedy: 'kubectl rollout restart deployment/web --namespace shop',
      outranked: ['image-not-rebuilt', 'container-runs-old-image', 'built-different-tag', 'built-but-not-loaded'],
    },
  },
});
