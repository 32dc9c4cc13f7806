import { text } from '../../core/src/text.ts';
import type { Fact, Report } from '../../client/src/diagnosis/report/report.ts';
import { askedEngine, editedSha256, oldSha256 } from './build-snapshot.ts';

/** Returns a fact of an English sentence. */
export const fact = (sentence: string, from: string): Fact => ({ text: text(sentence), from });

const imageFact = fact('shop-web:latest has another content there', `sha256 ${oldSha256}`);

/** A stale image, with one remedy and one notice. */
export const staleReport: Report = {
  subject: { kind: 'file', path: '/home/ada/shop/src/server.js', shown: 'src/server.js' },
  engine: askedEngine,
  container: {
    id: 'c0ffee'.padEnd(64, '3'),
    name: 'shop-web-1',
    image: 'shop-web:latest',
    state: 'running',
    project: 'shop',
    service: 'web',
  },
  outcome: 'cause-found',
  answer: text('{container} runs an image that was built before your change', { container: 'shop-web-1' }),
  trace: [
    { hop: 'editor', state: 'not-applicable', facts: [fact('No editor was asked', 'editor')] },
    { hop: 'file', state: 'present', facts: [fact('src/server.js, saved', `sha256 ${editedSha256}`)] },
    { hop: 'context', state: 'present', facts: [fact('., no ignore line matches', 'compose.yaml:4')] },
    { hop: 'dockerfile', state: 'present', facts: [fact('COPY . . brings it to /app/src/server.js', 'Dockerfile:7')] },
    { hop: 'image', state: 'different', facts: [imageFact] },
    {
      hop: 'container',
      state: 'present',
      facts: [fact('shop-web-1 was created from this image', 'docker inspect shop-web-1 → .Image')],
    },
    {
      hop: 'mount',
      state: 'present',
      facts: [fact('Nothing is mounted over /app/src/server.js', 'docker inspect shop-web-1 → .Mounts')],
    },
    {
      hop: 'file-system',
      state: 'present',
      facts: [fact('Not changed inside the container', 'docker diff shop-web-1')],
    },
    { hop: 'process', state: 'not-applicable', facts: [fact('Not asked: the file is not there yet', 'docker cp')] },
  ],
  verdict: {
    cause: 'image-not-rebuilt',
    hop: 'image',
    certainty: 'confirmed',
    answer: text('{container} runs an image that was built before your change', { container: 'shop-web-1' }),
    facts: [
      imageFact,
      fact('The last step of the image was built at 2026-01-01T10:00:00Z', 'docker history shop-web:latest'),
    ],
    remedies: [
      {
        title: text('Build the image and recreate the container'),
        risk: 'changes-state',
        command: ['docker', 'compose', '-f', 'compose.yaml', 'up', '-d', '--build', 'web'],
      },
    ],
  },
  differences: null,
  also: [
    {
      cause: null,
      hop: 'image',
      certainty: 'confirmed',
      answer: text('{count} files under src/ differ in the same way', { count: 2 }),
      facts: [fact('src/a.js and src/b.js differ', 'sha256sum')],
      remedies: [],
    },
  ],
  unknown: [
    {
      cause: 'named-volume-keeps-old-files',
      missing: [{ evidence: 'volume', why: text('The engine did not answer in time') }],
    },
    {
      cause: 'anonymous-volume-kept',
      missing: [{ evidence: 'volume', why: text('The engine did not answer in time') }],
    },
  ],
  comparable: null,
  takenAt: '2026-01-02T10:05:00.000Z',
  elapsedMs: 212.4,
  calls: 14,
};

/** Nothing decides: the image could not be read. */
export const unknownReport: Report = {
  ...staleReport,
  outcome: 'unknown',
  answer: text('It could not be told whether {container} has your change', { container: 'shop-web-1' }),
  trace: staleReport.trace.map((traced) =>
    traced.hop === 'image'
      ? { hop: 'image', state: 'unknown', facts: [fact('The engine did not answer in time', 'fileInTaggedImage')] }
      : traced,
  ),
  verdict: null,
  also: [],
};

/** The container has the change, by content. */
export const presentReport: Report = {
  ...staleReport,
  outcome: 'change-is-present',
  answer: text('{container} has your change', { container: 'shop-web-1' }),
  trace: staleReport.trace.map((traced) => {
    if (traced.hop === 'image')
      return {
        hop: 'image',
        state: 'present',
        facts: [fact('shop-web:latest has your content', `sha256 ${editedSha256}`)],
      };
    if (traced.hop === 'process')
      return { hop: 'process', state: 'present', facts: [fact('node runs since 10:01', '.State.StartedAt')] };
    return traced;
  }),
  verdict: null,
  also: [],
  unknown: [],
};

/** Every string that a stranger decides tries to act on the place where it is shown. */
const nasty = '\u001b]0;owned\u0007\u202e```\n# <b>[x](command:y)</b> $(trash)';

/** Returns a report in which names, paths, sources, commands and errors are hostile. */
export const hostileReport: Report = {
  ...staleReport,
  subject: { kind: 'file', path: `/home/${nasty}`, shown: nasty },
  engine: { ...staleReport.engine, endpoint: nasty, version: nasty, context: nasty },
  container: { ...staleReport.container, name: nasty, image: nasty, project: nasty, service: nasty },
  answer: text('{name} is old', { name: nasty }),
  trace: staleReport.trace.map(({ hop, state }) => ({ hop, state, facts: [fact(nasty, nasty)] })),
  verdict: {
    cause: 'image-not-rebuilt',
    hop: 'image',
    certainty: 'confirmed',
    answer: text('{name} is old', { name: nasty }),
    facts: [fact(nasty, nasty)],
    remedies: [
      { title: text(nasty), risk: 'destroys-data', command: ['docker', 'rm', nasty] },
      {
        title: text(nasty),
        risk: 'safe',
        edit: {
          file: nasty,
          edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: nasty }],
        },
      },
    ],
  },
  also: [
    { cause: null, hop: 'file', certainty: 'possible', answer: text(nasty), facts: [fact(nasty, nasty)], remedies: [] },
  ],
  unknown: [{ cause: nasty, missing: [{ evidence: null, why: text(nasty) }] }],
};
