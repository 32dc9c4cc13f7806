import { utimes } from 'node:fs/promises';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A jar of the module’s target folder is copied; it is older than the edited class and cannot be read',
  files: {
    'Dockerfile.service': `FROM ${baseImage}
ARG JAR=service/target/shop-*.jar
COPY \${JAR} /app.jar
CMD ["sleep", "86400"]
`,
    'service/pom.xml': '<project/>\n',
    'service/target/shop-1.0.jar': 'PK packed classes\n',
    'service/src/main/java/Shop.java': 'class Shop { int price = 2; }\n',
  },
  play: async ({ docker, folder, name }) => {
    const before = Date.now() / 1000 - 600;
    await utimes(`${folder}/service/target/shop-1.0.jar`, before, before);
    await docker('build', '-f', 'Dockerfile.service', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
  },
  asked: { file: 'service/src/main/java/Shop.java' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'host-build-output-stale',
      certainty: 'likely',
      says: ['service/target', 'Dockerfile.service:3'],
      remedy: 'mvn -f … package',
      outranked: ['not-copied-by-dockerfile'],
    },
  },
});
