import { pip, python } from '../../support/python.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The source is mounted live; Python imports the copy that pip installed when the image was built',
  files: {
    Dockerfile: `FROM ${baseImage}
COPY tools/ /bin/
RUN chmod +x /bin/pip /bin/python
WORKDIR /code
COPY pyproject.toml ./
COPY src/ src/
RUN pip install --no-cache-dir .
CMD ["python", "-m", "shop.main"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/code/src\n',
    'pyproject.toml': '[project]\nname = "shop"\n',
    'tools/pip': pip,
    'tools/python': python,
    'src/shop/__init__.py': '',
    'src/shop/main.py': 'from shop.prices import price\n',
    'src/shop/prices.py': 'price = "one"\n',
  },
  play: async ({ compose, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/shop/prices.py', 'price = "two"\n');
    await compose('restart');
  },
  asked: { file: 'src/shop/prices.py' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-artifact-not-rebuilt',
      certainty: 'confirmed',
      says: ['/usr/local/lib/python3.12/site-packages/shop/prices.py', 'Dockerfile:7'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
