import { commitAll, deployAsKamal, firstCommit, initialCommitForKamal } from '../../support/git.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Kamal deployed the commit with the edit; its container crashes, so the one of the commit before serves on',
  files: plainShop,
  play: async (stage) => {
    const { docker, until, write } = stage;
    await initialCommitForKamal(stage);
    await deployAsKamal(stage);
    await write('src/server.js', edited);
    await write('Dockerfile', `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nCMD ["sh", "-c", "exit 1"]\n`);
    await commitAll(stage, 'Second version');
    const container = await deployAsKamal(stage);
    await until(
      'a few starts of the new container',
      async () => Number(await docker('inspect', '--format', '{{.RestartCount}}', container)) > 2,
    );
  },
  asked: { file: 'src/server.js', container: `shop-web-${firstCommit}` },
  expected: {
    [`shop-web-${firstCommit}`]: {
      outcome: 'cause-found',
      cause: 'new-container-fails-old-keeps-serving',
      certainty: 'confirmed',
      outranked: ['image-not-rebuilt', 'built-different-tag'],
    },
  },
});
