import { lockOf, manifest, npm } from '../../support/package-manager.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The manifest wants a newer package than the named volume over node_modules has',
  files: {
    Dockerfile: `FROM ${baseImage}
COPY --chmod=755 tools/npm /bin/npm
WORKDIR /app
COPY package*.json ./
RUN npm ci
CMD ["sleep", "86400"]
`,
    'tools/npm': npm,
    'package.json': manifest,
    'package-lock.json': lockOf('1.2.0'),
  },
  play: async ({ docker, name, write }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-old`, '-v', `${name}_modules:/app/node_modules`, name);
    await docker('rm', '-f', `${name}-old`);
    await write('package.json', manifest.replace('^1.0.0', '^1.3.0'));
    await write('package-lock.json', lockOf('1.3.0'));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, '-v', `${name}_modules:/app/node_modules`, name);
  },
  asked: { file: 'package.json' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: 'confirmed',
      says: ['left-pad', '1.2.0', '^1.3.0', 'shop_modules'],
    },
  },
});
