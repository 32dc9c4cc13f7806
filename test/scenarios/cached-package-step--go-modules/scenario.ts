import { baseImage } from '../../support/stage.ts';
import { bringProgram, goMod, goShop, otherVersion, version } from '../../support/go-program.ts';
import { defineScenario } from '../../support/scenario.ts';

// The program is esbuild, a real one that Go built; what stands for `go` "compiles" it by a copy, see test/support/go-program.ts.
export default defineScenario({
  title: 'go.mod is copied after the program is built, so the new version of a module builds nothing',
  files: {
    ...goShop,
    Dockerfile: `FROM ${baseImage}
COPY --chmod=755 toolchain/ /toolchain/
ENV PATH=/toolchain:/bin
WORKDIR /app
COPY main.go ./
RUN go build -o /bin/shop
COPY . .
CMD ["shop", "--serve", "--servedir=/"]
`,
    'main.go': 'package main\n\nfunc main() {}\n',
    'toolchain/go': `#!/bin/sh
test -e go.mod || echo "require x ${version}" > go.mod
exec sh /toolchain/compile go.mod "$3"
`,
  },
  play: async (stage) => {
    await bringProgram(stage);
    await stage.compose('up', '-d', '--build');
    await stage.write('go.mod', goMod(otherVersion));
    await stage.compose('up', '-d', '--build');
  },
  asked: { file: 'go.mod' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'cached-package-step',
      certainty: 'confirmed',
      says: ['golang.org/x/sys', version, otherVersion, '/bin/shop', 'Dockerfile:6'],
      remedy: 'edit /home/dev/shop/Dockerfile',
    },
  },
  after: {},
});
