import { defineMessages } from '../../../core/src/text.ts';

/**
 * What each instruction does to the image and to the build cache, as BuildKit has it: what it makes, and what a cached result
 * depends on. https://docs.docker.com/build/cache/invalidation/ and https://docs.docker.com/reference/dockerfile/
 */
export const effects = defineMessages({
  ADD: 'Adds files, and makes a layer. Unlike COPY it unpacks local tar archives and can fetch URLs and git repositories.',
  ARG: 'Declares a build argument. It makes no layer and is not in the environment of containers, but `docker history` shows its value.',
  CMD: 'Sets the default command of containers. It is metadata: no layer, and nothing runs during the build. The last CMD counts.',
  COPY: 'Copies files from the build context, or from another stage or image with `--from`, and makes a layer.',
  ENTRYPOINT:
    'Sets the program that containers run; CMD and the arguments of `docker run` follow it. It is metadata: no layer.',
  ENV: 'Sets an environment variable for the instructions below and for containers. It is metadata: no layer.',
  EXPOSE: 'Notes that the program listens on a port. It is metadata, and publishes nothing: `docker run -p` does.',
  FROM: 'Begins a stage on a base image or on an earlier stage, with its files, environment and settings.',
  HEALTHCHECK: 'Sets how the engine checks a running container. It is metadata: nothing runs during the build.',
  LABEL: 'Attaches a name and a value to the image. It is metadata: no layer.',
  MAINTAINER: 'Names the author. It is deprecated: use `LABEL org.opencontainers.image.authors=…`.',
  ONBUILD: 'Stores an instruction that runs at the beginning of builds FROM this image. Nothing happens in this build.',
  RUN: 'Runs a command on top of the layers above, and keeps what it changed in the file system as a layer.',
  SHELL: 'Sets the shell for the shell form of RUN, CMD and ENTRYPOINT below. It is metadata: no layer.',
  STOPSIGNAL: 'Sets the signal that `docker stop` sends. It is metadata: no layer.',
  USER: 'Sets the user for RUN below and for containers. It is metadata: no layer. COPY and ADD still write as root.',
  VOLUME:
    'Makes a path a volume in every container. It is metadata. The image fills a new volume once; a volume that is kept hides what later images have there.',
  WORKDIR:
    'Sets the folder for the instructions below and for containers. It makes a layer only where the folder is missing.',
});

/** What a cached result of each instruction depends on, and so what makes it and those below it run again. */
export const caches = defineMessages({
  ADD: 'Runs again when the content, mode or owner of an added file changes; times do not count. A URL is asked for its ETag or Last-Modified in each build.',
  ARG: 'Another value reruns every RUN below it, used or not, and the other instructions that use it. The declaration itself costs nothing.',
  CMD: 'Nothing below runs again when it changes.',
  COPY: 'Runs again when the content, mode or owner of a copied file changes, or when a file is added, removed or renamed. Times do not count.',
  ENTRYPOINT: 'Nothing below runs again when it changes.',
  ENV: 'Another value reruns every RUN below it, and the other instructions that use it.',
  EXPOSE: 'Nothing below runs again when it changes.',
  FROM: 'Another digest of the base reruns the whole stage. An image that is here already may be used as it is: `--pull` asks the registry.',
  HEALTHCHECK: 'Nothing below runs again when it changes.',
  LABEL: 'Nothing below runs again when it changes.',
  MAINTAINER: 'Nothing below runs again when it changes.',
  ONBUILD: 'Nothing below runs again when it changes.',
  RUN: 'Runs again when its text, a layer above, or its ENV, ARG, USER, WORKDIR, SHELL or mounts change. What it downloads is not looked at: the same text counts as the same result.',
  SHELL: 'Another shell reruns every RUN in shell form below it.',
  STOPSIGNAL: 'Nothing below runs again when it changes.',
  USER: 'Another user reruns every RUN below it.',
  VOLUME: 'Nothing below runs again when it changes.',
  WORKDIR: 'Another folder reruns every RUN below it, and every COPY and ADD below it with a relative destination.',
});

/** The instructions there are. */
export type Keyword = keyof typeof effects.sentences;

/** Returns whether a word in upper case is an instruction. */
export const isKeyword = (word: string): word is Keyword => Object.hasOwn(effects.sentences, word);

/** Returns the part of Docker's reference that describes an instruction. */
export const instructionLink = (keyword: Keyword): string =>
  keyword === 'MAINTAINER'
    ? 'https://docs.docker.com/reference/dockerfile/#maintainer-deprecated'
    : `https://docs.docker.com/reference/dockerfile/#${keyword.toLowerCase()}`;
