import { describe, expect, it } from 'vitest';
import type { Instruction } from '../../core/src/dockerfile/model.ts';
import { parseDockerfile } from '../../core/src/dockerfile/parse.ts';
import { expand, scopeAt, type BuildArguments } from '../../core/src/dockerfile/variables.ts';

/** The instructions of all stages, FROM included, as `KEYWORD line-line values`. */
const shown = (text: string): string[] =>
  parseDockerfile(text).stages.flatMap((stage) => [stage.from, ...stage.instructions].map(show));

const show = ({ keyword, range, flags, words, isExecForm, heredocs, trigger }: Instruction): string =>
  [
    keyword,
    `${range.start.line}-${range.end.line}`,
    ...flags.map(({ name, value }) => `--${name}${value === null ? '' : `=${value}`}`),
    ...words.map(({ value }) => `‹${value}›`),
    ...(isExecForm ? ['exec'] : []),
    ...heredocs.map(({ name, content }) => `${name}:${JSON.stringify(content)}`),
    ...(trigger ? [`→ ${show(trigger)}`] : []),
  ].join(' ');

describe('parseDockerfile', () => {
  it.each([
    [
      'continuations with comments and empty lines inside',
      'FROM a AS b\nRUN x \\\n # c\n\n  y\n',
      ['FROM 0-0 ‹a› ‹AS› ‹b›', 'RUN 1-4 ‹x› ‹y›'],
    ],
    ['blanks behind the continuation', 'FROM a\nRUN x \\  \n  y\n', ['FROM 0-0 ‹a›', 'RUN 1-2 ‹x› ‹y›']],
    [
      'line ends of Windows',
      'FROM a\r\nRUN x \\\r\n  y\r\nUSER z\r\n',
      ['FROM 0-0 ‹a›', 'RUN 1-2 ‹x› ‹y›', 'USER 3-3 ‹z›'],
    ],
    ['a byte order mark', '\uFEFFFROM a\nUSER z', ['FROM 0-0 ‹a›', 'USER 1-1 ‹z›']],
    [
      'the backtick as escape',
      '# escape=`\nFROM a\nRUN x `\n  c:\\y\nUSER z\n',
      ['FROM 1-1 ‹a›', 'RUN 2-3 ‹x› ‹c:\\y›', 'USER 4-4 ‹z›'],
    ],
    [
      'several heredocs of one instruction',
      'FROM a\nCOPY <<A <<"B" /d\naa\nA\n# b\nB\nUSER z\n',
      ['FROM 0-0 ‹a›', 'COPY 1-5 ‹<<A› ‹<<B› ‹/d› A:"aa\\n" B:"# b\\n"', 'USER 6-6 ‹z›'],
    ],
    [
      'a heredoc with tabs',
      'FROM a\nRUN sh <<-E\n\tFROM x\n\tE\nUSER z\n',
      ['FROM 0-0 ‹a›', 'RUN 1-3 ‹sh› ‹<<-E› E:"\\tFROM x\\n"', 'USER 4-4 ‹z›'],
    ],
    ['a heredoc that never ends', 'FROM a\nRUN <<E\nx\nUSER z\n', ['FROM 0-0 ‹a›', 'RUN 1-4 ‹<<E› E:"x\\nUSER z\\n"']],
    [
      'a shift that looks like a heredoc',
      'FROM a\nRUN echo $((1<<2)) "<<X"\nUSER z\n',
      ['FROM 0-0 ‹a›', 'RUN 1-1 ‹echo› ‹$((1<<2))› ‹<<X›', 'USER 2-2 ‹z›'],
    ],
    ['the exec form', 'FROM a\nRUN [ "a", "b c", "\\u0041" ]\n', ['FROM 0-0 ‹a›', 'RUN 1-1 ‹a› ‹b c› ‹A› exec']],
    ['what only looks like the exec form', "FROM a\nRUN [ 'a' ]\n", ['FROM 0-0 ‹a›', 'RUN 1-1 ‹[› ‹a› ‹]›']],
    [
      'flags with quoted values, before and after a continuation',
      'FROM --platform=linux/amd64 a\nRUN --mount=type=cache,target="/x y" \\\n --network=none -- npm --ci\n',
      ['FROM 0-0 --platform=linux/amd64 ‹a›', 'RUN 1-2 --mount=type=cache,target=/x y --network=none ‹npm› ‹--ci›'],
    ],
    ['COPY --link without a value', 'FROM a\nCOPY --link . /x\n', ['FROM 0-0 ‹a›', 'COPY 1-1 --link ‹.› ‹/x›']],
    ['COPY is cut at every blank', 'FROM a\nCOPY a\\ b c\n', ['FROM 0-0 ‹a›', 'COPY 1-1 ‹a\\› ‹b› ‹c›']],
    ['WORKDIR is one word', 'FROM a\nWORKDIR /a b\n', ['FROM 0-0 ‹a›', 'WORKDIR 1-1 ‹/a b›']],
    [
      'ONBUILD and its trigger',
      'FROM a\nONBUILD COPY --chown=b . /x\n',
      ['FROM 0-0 ‹a›', 'ONBUILD 1-1 ‹COPY› ‹--chown=b› ‹.› ‹/x› → COPY 1-1 --chown=b ‹.› ‹/x›'],
    ],
    [
      'HEALTHCHECK with a command in JSON',
      'FROM a\nHEALTHCHECK --interval=5s CMD ["x", "y"]\n',
      ['FROM 0-0 ‹a›', 'HEALTHCHECK 1-1 --interval=5s ‹CMD› ‹x› ‹y› exec'],
    ],
    ['lower case', 'from a as B\nrun x\n', ['FROM 0-0 ‹a› ‹as› ‹B›', 'RUN 1-1 ‹x›']],
    ['half-written instructions', 'FROM\nCO', ['FROM 0-0', 'CO 1-1']],
    ['nothing', '', []],
  ])('reads %s', (_, text, expected) => expect(shown(text)).toEqual(expected));

  it('tells directives from comments', () => {
    const { directives, comments, escape } = parseDockerfile(
      '# syntax=docker/dockerfile:1\n#check=skip=all\n# hadolint global ignore=DL3006\n# escape=`\nFROM a\n# end',
    );
    expect(directives.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'syntax=docker/dockerfile:1',
      'check=skip=all',
    ]);
    expect(comments.map(({ text }) => text)).toEqual(['hadolint global ignore=DL3006', 'escape=`', 'end']);
    expect(escape).toBe('\\');
  });

  it('gives stages their names, bases and global arguments', () => {
    const { globals, stages } = parseDockerfile('ARG V=1\nFROM a:$V AS x\nUSER y\nFROM x\n');
    expect(globals.map(({ text }) => text)).toEqual(['ARG V=1']);
    expect(stages.map(({ index, name, base }) => [index, name, base])).toEqual([
      [0, 'x', 'a:$V'],
      [1, null, 'x'],
    ]);
    expect(stages[0]?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 3, character: 0 } });
  });

  it('places words in the document, also on later lines', () => {
    const [stage] = parseDockerfile('FROM a\nCOPY --chown=b \\\n  src dst\n').stages;
    expect(stage?.instructions[0]?.words.map(({ range }) => range.start)).toEqual([
      { line: 2, character: 2 },
      { line: 2, character: 6 },
    ]);
  });

  it('never throws', () => {
    const parts = [
      'FROM a',
      'RUN',
      ' ',
      '\n',
      '\\\n',
      '<<E',
      'E',
      '"',
      "'",
      '[',
      '${',
      '#',
      '--x=',
      'ONBUILD ',
      'COPY ',
      '\r',
      '`',
      'ENV A=',
    ];
    // A fixed sequence, so that a failure can be repeated.
    let state = 1;
    const next = (limit: number): number => {
      state = (state * 48271) % 2147483647;
      return state % limit;
    };
    for (let round = 0; round < 3_000; round++) {
      const text = Array.from({ length: next(25) }, () => parts[next(parts.length)]).join('');
      const dockerfile = parseDockerfile(text);
      for (const stage of dockerfile.stages) {
        for (const instruction of stage.instructions) {
          const scope = scopeAt(dockerfile, stage, instruction);
          for (const word of instruction.words) expand(word, scope);
        }
      }
    }
  });
});

describe('variables', () => {
  /** The values of the LABELs of the last stage; a question mark behind what the Dockerfile alone does not decide. */
  const labels = (text: string, buildArguments?: BuildArguments): string[] => {
    const dockerfile = parseDockerfile(text);
    const stage = dockerfile.stages.at(-1);
    return (stage?.instructions ?? [])
      .filter(({ keyword }) => keyword === 'LABEL')
      .flatMap((instruction) =>
        instruction.words.map((word) => {
          const { value, isKnown } = expand(word, scopeAt(dockerfile, stage!, instruction, buildArguments));
          return value + (isKnown ? '' : ' ?');
        }),
      );
  };

  // The values are those that a build of the same lines on Engine 28.5.2 gave.
  it.each([
    ['the later of ENV and ARG wins', 'FROM scratch\nENV A=env\nARG A=arg\nLABEL x=$A', ['x=arg']],
    ['the later ARG wins', 'FROM scratch\nARG B=1\nARG B=2\nLABEL x=$B', ['x=2']],
    [
      'ARG without a value takes the global one',
      'ARG G=global\nFROM scratch\nLABEL y=$G\nARG G\nLABEL x=$G',
      ['y=', 'x=global'],
    ],
    ['ENV does not see its own variables', 'FROM scratch\nENV C=c1 D=$C-x\nLABEL x=$D', ['x=-x']],
    ['a stage inherits ENV and ARG', 'FROM scratch AS b\nENV A=1\nARG B=2\nFROM b\nLABEL x=$A$B', ['x=12']],
    ['the old form of ENV', 'FROM scratch\nENV A b c\nLABEL x=$A', ['x=b c']],
    [
      'quotes and escapes',
      "FROM scratch\nENV A=v\nLABEL x='$A' y=\"\\$A '$A'\" z=s\\ $A",
      ['x=$A', "y=$A 'v'", 'z=s v'],
    ],
    [
      'substitutions',
      'FROM scratch\nENV G=global\nLABEL x=${G:+yes}${Z:-d$G} y=${G#gl} z=${G%al} u=${G/o/0} v=${G//l/L} w=${G##*l}',
      ['x=yesdglobal', 'y=obal', 'z=glob', 'u=gl0bal', 'v=gLobaL', 'w='],
    ],
    ['an argument without a value is not known', 'FROM scratch\nARG U\nLABEL x=[$U] y=${U:-d}', ['x=[] ?', 'y=d ?']],
    ['the base image may set anything', 'FROM node\nLABEL x=$NODE_VERSION', ['x= ?']],
    ['nothing but the engine sets PATH on scratch', 'FROM scratch\nLABEL x=$PATH y=$OTHER', ['x= ?', 'y=']],
    ['what BuildKit refuses is not known', 'FROM scratch\nLABEL x=${A y=${} z=$', ['x= ?', 'y=${} ?', 'z=$']],
  ])('%s', (_, text, expected) => expect(labels(text)).toEqual(expected));

  it('takes build arguments before defaults', () => {
    expect(labels('ARG G=1\nFROM scratch\nARG G\nARG H=2\nLABEL x=$G$H', { G: 'g', H: 'h' })).toEqual(['x=gh']);
  });

  it('sees global and platform arguments in FROM', () => {
    const dockerfile = parseDockerfile('ARG V=22\nFROM --platform=$BUILDPLATFORM node:${V}-alpine');
    const [stage] = dockerfile.stages;
    const scope = scopeAt(dockerfile, stage!, stage!.from);
    expect(expand(stage!.base, scope)).toEqual({ value: 'node:22-alpine', isKnown: true });
    expect(expand('$BUILDPLATFORM', scope).isKnown).toBe(false);
    expect(
      expand('$BUILDPLATFORM', scopeAt(dockerfile, stage!, stage!.from, { BUILDPLATFORM: 'linux/amd64' })),
    ).toEqual({
      value: 'linux/amd64',
      isKnown: true,
    });
  });

  it('ends on substitutions and patterns that nobody writes', () => {
    const scope = { escape: '\\', variable: () => ({ value: 'a'.repeat(1_000), isSet: true, isKnown: true }) };
    expect(expand('${a:-'.repeat(50_000), scope).isKnown).toBe(false);
    expect(expand(`\${a#${'*a'.repeat(50)}b}`, scope).isKnown).toBe(false);
  });
});
