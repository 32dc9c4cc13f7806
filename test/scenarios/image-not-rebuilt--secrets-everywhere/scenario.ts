import { canaries } from '../../support/canaries.ts';
import { defineScenario } from '../../support/scenario.ts';
import { baseImage } from '../../support/stage.ts';

const dockerfile = `FROM ${baseImage}
WORKDIR /app
ARG TOKEN=${canaries.dockerfileArgument}
ENV PASSWORD=${canaries.dockerfileEnvironment}
LABEL example.secret=${canaries.dockerfileLabel}
RUN echo ${canaries.dockerfileRun} https://user:${canaries.url}@host.invalid/ > /dev/null
COPY . .
RUN echo ${canaries.dockerfileRun} $TOKEN > /dev/null
HEALTHCHECK --interval=1h CMD echo ${canaries.healthCheck}
CMD ["sleep", "86400", "${canaries.dockerfileCommand}"]
`;

const composeFile = `services:
  web:
    build:
      context: .
      args:
        TOKEN: ${canaries.buildArgument}
      secrets: [build]
    entrypoint: ["sh", "-c", "sleep 86400", "${canaries.entrypoint}"]
    command: ["${canaries.command}"]
    environment:
      PASSWORD: ${canaries.environment}
    env_file: web.env
    labels:
      example.secret: ${canaries.label}
    healthcheck:
      test: ["CMD", "true", "${canaries.healthCheck}"]
      interval: 1h
    logging:
      driver: json-file
      options:
        env: ${canaries.logOption}
    extra_hosts: ["${canaries.host}:127.0.0.1"]
    secrets: [token]
    networks: [inner]
    volumes:
      - cache:/cache
networks:
  inner:
    labels:
      example.secret: ${canaries.networkOption}
volumes:
  cache:
    driver_opts:
      type: tmpfs
      device: tmpfs
      o: size=1m,mode=0700
    labels:
      example.secret: ${canaries.volumeLabel}
secrets:
  token:
    file: token.txt
  build:
    file: token.txt
`;

export default defineScenario({
  title: 'An image that was not rebuilt, in a project that has secrets wherever Docker can carry one',
  files: {
    Dockerfile: dockerfile,
    'compose.yaml': composeFile,
    'web.env': `KEY=${canaries.environmentFile}\n`,
    '.env': `COMPOSE_KEY=${canaries.environmentFile}\n`,
    'token.txt': `${canaries.secret}\n`,
    'src/server.js': `serve("${canaries.content}")\n`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', `serve("${canaries.content}, edited")\n`);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['Dockerfile:7'],
    },
  },
});
