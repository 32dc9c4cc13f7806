import { baseImage } from './stage.ts';

/**
 * A program that installs one package as npm does, since the engines of the tests reach no registry: the version in the lock file that
 * is there, else the newest, which is 1.2.0.
 */
export const npm = `#!/bin/sh
version=$(grep -o '"version": "[^"]*"' package-lock.json 2>/dev/null | cut -d'"' -f4)
mkdir -p node_modules/left-pad
echo "{ \\"name\\": \\"left-pad\\", \\"version\\": \\"\${version:-1.2.0}\\" }" > node_modules/left-pad/package.json
`;

/** The manifest that goes with it. */
export const manifest = '{ "name": "shop", "dependencies": { "left-pad": "^1.0.0" } }\n';

/** A lock file that wants a version of its one package. */
export const lockOf = (version: string): string => `{
  "lockfileVersion": 3,
  "packages": {
    "": { "dependencies": { "left-pad": "^1.0.0" } },
    "node_modules/left-pad": { "version": "${version}" }
  }
}
`;

/** A shop that has its one package in version 1.2.0. Its Dockerfile copies `manifests` and then runs `install`, before the rest is copied. */
export const packagedShop = ({ manifests = 'package*.json', install = 'npm ci' } = {}) => ({
  Dockerfile: `FROM ${baseImage}
COPY --chmod=755 tools/npm /bin/npm
WORKDIR /app
COPY ${manifests} ./
RUN ${install}
COPY . .
CMD ["sleep", "86400"]
`,
  'compose.yaml': 'services:\n  web:\n    build: .\n',
  'tools/npm': npm,
  'package.json': manifest,
  'package-lock.json': lockOf('1.2.0'),
});
