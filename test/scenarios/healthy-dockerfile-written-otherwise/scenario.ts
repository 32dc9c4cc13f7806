import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Dockerfile was written otherwise, with the same meaning: comments, continuations, quotes, old forms',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage} AS base
ARG LEVEL=2
ENV MODE=live GREETING="good day" HOME_OF=/srv/$MODE
WORKDIR /srv
WORKDIR app
RUN echo $LEVEL > /level && touch /ready
COPY --chown=1:2 . ./
EXPOSE 80 443/tcp
LABEL tier=front
HEALTHCHECK --interval=90s CMD test -f /ready
FROM base AS final
ENTRYPOINT ["sleep"]
CMD ["86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      args: [LEVEL=3]\n',
    '.dockerignore': 'Dockerfile\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write(
      'Dockerfile',
      `# The shop.
FROM ${baseImage} AS base
ARG LEVEL=2

ENV MODE=live \\
    GREETING='good day' \\
    HOME_OF="/srv/"
WORKDIR /srv
WORKDIR app
# what is made
RUN echo $LEVEL > /level && touch /ready
COPY --chown=1:2 . ./
EXPOSE 443 80/tcp
LABEL "tier"="front"
HEALTHCHECK --interval=1m30s CMD test -f /ready
FROM base AS final
ENTRYPOINT [ "sleep" ]
CMD [ "86400" ]
`,
    );
  },
  asked: { file: 'Dockerfile' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['every instruction'] } },
});
