import { bringProgram, goMod, goShop, otherVersion } from '../../support/go-program.ts';
import { defineScenario } from '../../support/scenario.ts';

// The program is esbuild, a real one that Go built; the compiling stage "compiles" it by a copy, see test/support/go-program.ts.
export default defineScenario({
  title: 'go.mod asks for another version of a module, the image was built again, and the program has that version',
  files: goShop,
  play: async (stage) => {
    await bringProgram(stage);
    await stage.compose('up', '-d', '--build');
    await stage.write('go.mod', goMod(otherVersion));
    await stage.compose('up', '-d', '--build');
  },
  asked: { file: 'go.mod' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/usr/local/bin/shop'] } },
});
