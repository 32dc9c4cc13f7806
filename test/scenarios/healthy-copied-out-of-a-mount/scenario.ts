import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN copies the file out of its bind mount, in a stage that the image takes it from, after the change',
  files: {
    'settings/shop.ini': 'currency=EUR\n',
    Dockerfile: `FROM ${baseImage} AS settings
RUN --mount=type=bind,source=settings,target=/in mkdir /out && cp -r /in/. /out

FROM ${baseImage}
COPY --from=settings /out /etc/shop
CMD ["sleep", "86400"]
`,
  },
  play: async ({ docker, name, write }) => {
    await docker('build', '-t', `${name}:dev`, '.');
    await write('settings/shop.ini', 'currency=CHF and EUR\n');
    await docker('build', '-t', `${name}:dev`, '.');
    await docker('run', '-d', '--name', name, `${name}:dev`);
  },
  asked: { file: 'settings/shop.ini', container: 'shop' },
  expected: { shop: { outcome: 'change-is-present', says: ['/etc/shop/shop.ini'] } },
});
