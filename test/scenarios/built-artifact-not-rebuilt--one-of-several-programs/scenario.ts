import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'One Dockerfile compiles a program for each of three services, and the source of one of them was edited',
  files: {
    Dockerfile: `FROM ${baseImage} AS compile
ARG PROGRAM
WORKDIR /src
COPY . .
RUN cat cmd/$PROGRAM/main.go > /shop

FROM ${baseImage}
COPY --from=compile /shop /usr/local/bin/shop
CMD ["sleep", "86400"]
`,
    'compose.yaml': `services:
${['orders', 'billing', 'mail'].map((name) => `  ${name}:\n    build:\n      context: .\n      args:\n        PROGRAM: ${name}\n`).join('')}`,
    'cmd/orders/main.go': 'package main\n\nfunc main() { println("orders") }\n',
    'cmd/billing/main.go': 'package main\n\nfunc main() { println("billing") }\n',
    'cmd/mail/main.go': 'package main\n\nfunc main() { println("mail") }\n',
  },
  play: async ({ compose, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-billing-1`);
    await write('cmd/billing/main.go', 'package main\n\nfunc main() { println("billing by the month") }\n');
  },
  asked: { file: 'cmd/billing/main.go' },
  expected: {
    'shop-billing-1': {
      outcome: 'cause-found',
      cause: 'built-artifact-not-rebuilt',
      certainty: 'confirmed',
      says: ['/usr/local/bin/shop', 'Dockerfile:5', 'Dockerfile:8'],
    },
  },
  after: {},
});
