import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { matchHistory } from '../../../client/src/diagnosis/match-history.ts';

const dockerfile = `ARG BASE=unstale-scenario-base
FROM \${BASE} AS deps
WORKDIR /srv
COPY package.json ./
RUN echo "deps"  &&  \\
    # a comment
    echo done
FROM deps
ARG VERSION=1
ARG OTHER="two words"
ENV ROOT=/opt/x
WORKDIR $ROOT/app
COPY --chown=1:2 src/ code/
COPY ["src/a file.txt", "/opt/x/spaced/"]
COPY --from=deps /srv/package.json /srv/copy.json
RUN echo $VERSION "\${OTHER}" > /v
RUN ["sh", "-c", "echo exec > /e"]
SHELL ["/bin/sh", "-e", "-c"]
RUN echo shelled | cat
ADD src/a.txt /added/a.txt
CMD ["sleep", "1"]
`;

const base = [
  'CMD ["sleep" "86400"]',
  'STOPSIGNAL SIGKILL',
  'ENV PATH=/bin',
  'RUN /bin/busybox --install -s /bin # buildkit',
  'COPY busybox /bin/busybox # buildkit',
];

// What `docker history --no-trunc` printed on the three engines for that Dockerfile, with a build argument that looks like a shell.
const buildkit = (copy: string) => [
  'CMD ["sleep" "1"]',
  'ADD src/a.txt /added/a.txt # buildkit',
  'RUN |2 VERSION=1 OTHER=a /bin/sh -c b /bin/sh -e -c echo shelled | cat # buildkit',
  'SHELL [/bin/sh -e -c]',
  'RUN |2 VERSION=1 OTHER=a /bin/sh -c b sh -c echo exec > /e # buildkit',
  'RUN |2 VERSION=1 OTHER=a /bin/sh -c b /bin/sh -c echo $VERSION "${OTHER}" > /v # buildkit',
  'COPY /srv/package.json /srv/copy.json # buildkit',
  'COPY src/a file.txt /opt/x/spaced/ # buildkit',
  copy,
  'WORKDIR /opt/x/app',
  'ENV ROOT=/opt/x',
  'ARG OTHER=two words',
  'ARG VERSION=1',
  'RUN /bin/sh -c echo "deps"  &&      echo done # buildkit',
  'COPY package.json ./ # buildkit',
  'WORKDIR /srv',
  ...base,
];
const legacy = (copy: string) => [
  '/bin/sh -e -c #(nop)  CMD ["sleep" "1"]',
  '/bin/sh -e -c #(nop) ADD file:234e7e87d2fa6def4f4bd926c3f21a0288350e554dfe5f97741075ffe3693b1b in /added/a.txt ',
  '|2 OTHER=a /bin/sh -c b VERSION=1 /bin/sh -e -c echo shelled | cat',
  '/bin/sh -e -c #(nop)  SHELL [/bin/sh -e -c]',
  '|2 OTHER=a /bin/sh -c b VERSION=1 sh -c echo exec > /e',
  '|2 OTHER=a /bin/sh -c b VERSION=1 /bin/sh -c echo $VERSION "${OTHER}" > /v',
  '/bin/sh -c #(nop) COPY file:1543101fa4e0a7b60effb1ed8728738ff895327be6803b778db5a1da0669382b in /srv/copy.json ',
  '/bin/sh -c #(nop) COPY file:6483e367187ff4600b52e8ec6ed7dc56ed2cb254bc04c903883a53183a1b5a24 in /opt/x/spaced/ ',
  copy,
  '/bin/sh -c #(nop) WORKDIR /opt/x/app',
  '/bin/sh -c #(nop)  ENV ROOT=/opt/x',
  '/bin/sh -c #(nop)  ARG OTHER=two words',
  '/bin/sh -c #(nop)  ARG VERSION=1',
  '/bin/sh -c echo "deps"  &&      echo done',
  '/bin/sh -c #(nop) COPY file:95fcb11ebc68619d16d11d2387fd73f038875724fd1981cae75a86708c8d1f8f in ./ ',
  '/bin/sh -c #(nop) WORKDIR /srv',
  ...base,
];
const directory = 'dir:ed5a1c6ceceff6b08fd408801e88db54c454530d99499e9d1520d7a88c3ca1b7';

/** Returns the lines (one-based) of the instructions that were found, and of how many. */
function found(text: string, history: readonly string[], target: string | null = null) {
  const parsed = parseDockerfile(text);
  const built = findTarget(parsed, target);
  if (!built) throw new Error('no such stage');
  const entries = history.map((CreatedBy, at) => ({
    Id: '<missing>',
    Created: 1_000 - at,
    CreatedBy,
    Size: 1,
    Comment: '',
  }));
  const match = matchHistory(entries, parsed, built);
  return { ...match, lines: [...match.entries.keys()].map(({ range }) => range.start.line + 1) };
}

describe('every step of a Dockerfile is found in the history of its image', () => {
  test.each([
    ['BuildKit on Engine 20.10', buildkit('COPY src/ code/ # buildkit')],
    ['BuildKit on Engine 28', buildkit('COPY --chown=1:2 src/ code/ # buildkit')],
    ['the legacy builder on Engine 20.10', legacy(`/bin/sh -c #(nop) COPY --chown=1:2${directory} in code/ `)],
    ['the legacy builder on Engine 28', legacy(`/bin/sh -c #(nop) COPY --chown=1:2 ${directory} in code/ `)],
  ])('by %s', (_builder, history) => {
    const { matched, total, lines } = found(dockerfile, history);
    expect(lines).toEqual([3, 4, 5, 12, 13, 14, 15, 16, 17, 19, 20]);
    expect([matched, total]).toEqual([11, 11]);
  });

  test('with the names of texts in quotes and behind a dash, which the history drops', () => {
    const written = 'FROM base\nCOPY <<-one.txt <<"two.txt" /etc/shop/\n\tfirst\none.txt\nsecond\ntwo.txt\n';
    const parsed = parseDockerfile(written);
    const built = findTarget(parsed, null);
    if (!built) throw new Error('the Dockerfile has a stage');
    const history = ['COPY <<one.txt <<two.txt /etc/shop/ # buildkit', ...base].map((CreatedBy) => ({
      Id: '<missing>',
      Created: 0,
      CreatedBy,
      Size: 1,
      Comment: 'buildkit.dockerfile.v0',
    }));
    expect(matchHistory(history, parsed, built)).toMatchObject({ matched: 1, total: 1 });
  });

  test('with heredocs, alone and behind a command', () => {
    const text =
      'FROM base\nARG VERSION=1\nWORKDIR /h\nRUN <<EOT\necho one\necho two > /two\nEOT\nRUN cat <<EOT > /cat\nhello\nEOT\nCOPY <<EOT /inline.txt\nx\nEOT\nCOPY src src\n';
    const { matched, total } = found(text, [
      'COPY src src # buildkit',
      'COPY <<EOT /inline.txt # buildkit',
      'RUN |1 VERSION=1 /bin/sh -c cat <<EOT > /cat\nhello\nEOT # buildkit',
      'RUN |1 VERSION=1 /bin/sh -c echo one\necho two > /two\n # buildkit',
      'WORKDIR /h',
      'ARG VERSION=1',
      ...base,
    ]);
    expect([matched, total]).toEqual([5, 5]);
  });

  test('with a shell that has options of its own, and mounts that the history drops', () => {
    const text =
      'FROM base\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN --mount=type=cache,target=/c --network=none make | tee log\n';
    const { matched } = found(text, ['RUN /bin/bash -o pipefail -c make | tee log # buildkit']);
    expect(matched).toBe(1);
  });
});

describe('what is not the same step is not taken for it', () => {
  test.each([
    ['COPY . /app', 'COPY . /srv # buildkit'],
    ['COPY . .', 'ADD . . # buildkit'],
    ['RUN echo done', 'RUN /bin/sh -c sleep 1 && echo done # buildkit'],
    ['RUN npm ci', 'RUN /bin/sh -c npm ci --omit=dev # buildkit'],
    ['WORKDIR /app', 'WORKDIR /application'],
    ['COPY a.txt /x/', '/bin/sh -c #(nop) COPY file:aa11 in /y/ '],
    ['RUN make', 'COPY make # buildkit'],
    ['RUN', 'RUN /bin/sh -c make # buildkit'],
    ['RUN []', 'CMD ["x"]'],
  ])('%s for %s', (instruction, entry) => {
    expect(found(`FROM base\n${instruction}\n`, [entry]).matched).toBe(0);
  });

  test('and steps are found in their order only', () => {
    const history = ['COPY b /b # buildkit', 'COPY a /a # buildkit'];
    expect(found('FROM base\nCOPY a /a\nCOPY b /b\n', history).lines).toEqual([2, 3]);
    expect(found('FROM base\nCOPY b /b\nCOPY a /a\n', history).lines).toEqual([2]);
  });

  test('and another stage than the built one does not count', () => {
    const text = 'FROM base AS one\nCOPY a /a\nFROM base AS two\nCOPY b /b\n';
    expect(found(text, ['COPY a /a # buildkit'], 'one').matched).toBe(1);
    expect(found(text, ['COPY a /a # buildkit'], 'two').matched).toBe(0);
  });
});
