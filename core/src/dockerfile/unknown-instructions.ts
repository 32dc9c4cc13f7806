import type { Dockerfile, Instruction } from './model.ts';

/** https://docs.docker.com/reference/dockerfile/#overview */
const keywords = new Set([
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
]);

/** Returns whether builders know an instruction’s name; with any that they do not know a Dockerfile cannot be built. */
export const isKnownInstruction = ({ keyword }: Pick<Instruction, 'keyword'>): boolean => keywords.has(keyword);

/** Returns the instructions of all stages whose names no builder knows. */
export const unknownInstructions = ({ stages }: Dockerfile): readonly Instruction[] =>
  stages.flatMap(({ instructions }) => instructions.filter((each) => !isKnownInstruction(each)));
