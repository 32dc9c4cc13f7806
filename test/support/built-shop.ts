import { baseImage } from './stage.ts';

/** A shop whose image builds `dist/` of `src/`, which is mounted live, while a volume is mounted over `dist/`. */
export const builtShopWith = (volume: string) => ({
  Dockerfile: `FROM ${baseImage}
WORKDIR /srv
COPY src src
RUN mkdir -p dist && cat src/names.ts src/prices.ts > dist/app.js
CMD ["sh", "dist/app.js"]
`,
  'compose.yaml': `services:\n  web:\n    build: .\n    volumes:\n      - ./src:/srv/src\n      - ${volume}\nvolumes:\n  output:\n`,
  'src/prices.ts': 'price=1\ncurrency=eur\nsleep 86400\n',
  'src/names.ts': 'name=shop\n',
});
