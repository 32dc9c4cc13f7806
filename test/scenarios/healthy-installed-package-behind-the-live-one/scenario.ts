import { pip, python } from '../../support/python.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'An installed copy of the package is old, and Python finds the live one first: it is started in its folder',
  files: {
    Dockerfile: `FROM ${baseImage}
COPY tools/ /bin/
RUN chmod +x /bin/pip /bin/python
WORKDIR /code
COPY . .
RUN pip install .
WORKDIR /code/src
CMD ["python", "-m", "shop.main"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/code/src\n',
    'pyproject.toml': '[project]\nname = "shop"\n',
    'tools/pip': pip,
    'tools/python': python,
    'src/shop/__init__.py': '',
    'src/shop/main.py': 'price = "one"\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/shop/main.py', 'price = "two"\n');
    await compose('restart');
  },
  asked: { file: 'src/shop/main.py' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
