import { describe, expect, it } from 'vitest';
import { editedInstructions } from '../../../core/src/dockerfile/edited-instructions.ts';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';

const before = `ARG RELEASE=1
ARG UNUSED=1
FROM alpine AS deps
ENV MODE=full
EXPOSE 1
RUN make all
FROM alpine AS tools
RUN make tools
FROM alpine:3
ARG RELEASE
ARG FLAVOUR=plain
ENV LEVEL=info
COPY --from=deps /out ./out
RUN echo one && \\
    echo two
`;

/** The lines, from one, of what was added, and how many instructions were removed. */
function edited(now: string, given: readonly string[] = []): { lines: readonly number[]; removed: number } {
  const dockerfile = parseDockerfile(now);
  const built = dockerfile.stages.at(-1);
  if (!built) throw new Error('The Dockerfile has no stage');
  const call = { buildArguments: {}, given: new Set(given) };
  const { added, removed } = editedInstructions({ now: dockerfile, before: parseDockerfile(before) }, built, call);
  return { lines: added.map(({ range }) => range.start.line + 1), removed };
}

const nothing = { lines: [], removed: 0 };

describe('what was edited of a Dockerfile since it was built', () => {
  it.each([
    ['nothing', before],
    ['a comment and blank lines', `# The shop\n\n${before}`],
    ['quotes', before.replace('MODE=full', 'MODE="full"')],
    ['a continuation that was joined', before.replace('\\\n    ', '')],
    ['a COPY of a list', before.replace('/out ./out', '["/out", "./out"]')],
    ['the old form of ENV', before.replace('MODE=full', 'MODE full')],
    ['CRLF', before.replaceAll('\n', '\r\n')],
    ['a stage under another name', before.replace('AS deps', 'AS built').replace('--from=deps', '--from=built')],
    ['a stage by its number', before.replace('--from=deps', '--from=0')],
    ['a stage that nothing is made from', before.replace('make tools', 'make other tools')],
    ['an argument that no stage names', before.replace('UNUSED=1', 'UNUSED=2')],
    ['a port of a stage that is only copied from', before.replace('EXPOSE 1', 'EXPOSE 2')],
    ['a setting that the image shows', before.replace('LEVEL=info', 'LEVEL=debug')],
    ['such a setting by a variable', before.replace('LEVEL=info', 'LEVEL=$FLAVOUR')],
    ['a comment inside of a continued line', before.replace('\\\n    ', '\\\n# two\n    ')],
  ])('is not: %s', (_, now) => {
    expect(edited(now)).toEqual(nothing);
  });

  it.each([
    ['a RUN of a stage that is copied from', before.replace('make all', 'make most'), [6]],
    ['its environment', before.replace('MODE=full', 'MODE=slim'), [4]],
    ['where a COPY copies from', before.replace('--from=deps', '--from=tools'), [13]],
    ['the owner of a copy', before.replace('--from=deps', '--from=deps --chown=1'), [13]],
    ['the default of an argument', before.replace('FLAVOUR=plain', 'FLAVOUR=rich'), [11]],
    ['the default of an argument above the stages', before.replace('RELEASE=1', 'RELEASE=2'), [1]],
  ])('is %s', (_, now, lines) => {
    expect(edited(now).lines).toEqual(lines);
  });

  it('is no default of an argument that the build was given', () => {
    expect(edited(before.replace('FLAVOUR=plain', 'FLAVOUR=rich'), ['FLAVOUR'])).toEqual(nothing);
  });

  it('is a step that was removed', () => {
    expect(edited(before.replace('RUN make all\n', ''))).toEqual({ lines: [], removed: 1 });
  });
});
