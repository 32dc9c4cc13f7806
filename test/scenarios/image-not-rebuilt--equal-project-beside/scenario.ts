import { defineScenario } from '../../support/scenario.ts';
import { edited, plainShop } from '../../support/shop.ts';

export default defineScenario({
  title:
    'Two projects began as one, so that both run one image under two names, and only the other one’s was built since',
  files: plainShop,
  play: async ({ docker, write, beside, name }) => {
    const another = await beside('another', plainShop);
    for (const project of [another, { docker, write, name }]) {
      await project.write('origin.txt', name);
      // `docker image build` gets no label of the play, so that both projects make the same image.
      await project.docker('image', 'build', '-t', project.name, '.');
      await project.docker('run', '-d', '--name', `${project.name}-web`, project.name);
    }
    await another.write('src/server.js', edited);
    await another.docker('image', 'build', '-t', `${another.name}:next`, '.');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
