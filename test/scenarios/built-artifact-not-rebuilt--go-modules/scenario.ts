import { bringProgram, goMod, goShop, otherVersion, version } from '../../support/go-program.ts';
import { defineScenario } from '../../support/scenario.ts';

// The program is esbuild, a real one that Go built; the compiling stage "compiles" it by a copy, see test/support/go-program.ts.
export default defineScenario({
  title: 'go.mod asks for another version of a module; the program in the image was not built again',
  files: goShop,
  play: async (stage) => {
    await bringProgram(stage);
    await stage.compose('up', '-d', '--build');
    await stage.write('go.mod', goMod(otherVersion));
    await stage.compose('restart');
  },
  asked: { file: 'go.mod' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-artifact-not-rebuilt',
      certainty: 'confirmed',
      says: ['/usr/local/bin/shop', 'golang.org/x/sys', version, otherVersion, 'Dockerfile:5'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
