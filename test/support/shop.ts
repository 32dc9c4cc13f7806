import { baseImage } from './stage.ts';

/** The Dockerfile of the small shop that most scenarios are about. */
export const shopDockerfile = `FROM ${baseImage}
WORKDIR /app
COPY . .
CMD ["sleep", "86400"]
`;

/** A shop of one service, built from its folder. */
export const shop = {
  Dockerfile: shopDockerfile,
  'compose.yaml': 'services:\n  web:\n    build: .\n',
  'src/server.js': 'serve("first version")\n',
} as const;

/** What `src/server.js` is after the edit that people miss in their container. */
export const edited = 'serve("second version, edited")\n';

/** The same shop without Compose. */
export const plainShop = { Dockerfile: shop.Dockerfile, 'src/server.js': shop['src/server.js'] } as const;

/** The shop without Compose in another folder of the image: its history is not that of the other plays on the engine. */
export const plainShopIn = (folder: string) => ({
  Dockerfile: shop.Dockerfile.replace('/app', folder),
  'src/server.js': shop['src/server.js'],
});
