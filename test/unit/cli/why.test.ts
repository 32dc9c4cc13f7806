import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { EngineFailure, type Engine } from '../../../client/src/docker/engine.ts';
import type { Candidate, Question } from '../../../client/src/docker/question.ts';
import type { Snapshot } from '../../../client/src/diagnosis/evidence.ts';
import type { ReportJson } from '../../../client/src/diagnosis/report/json.ts';
import { writeSnapshot } from '../../../client/src/diagnosis/snapshot-file.ts';
import type { Tools } from '../../../cli/src/ask-docker.ts';
import type { Io } from '../../../cli/src/io.ts';
import { processIo } from '../../../cli/src/process-io.ts';
import { run } from '../../../cli/src/program.ts';
import { text } from '../../../core/src/text.ts';
import { buildSnapshot, healthySnapshot, missing, oldSha256, staleSnapshot } from '../../support/build-snapshot.ts';

/** What a stand-in for Docker answers: a snapshot, or a failure, for each container that it finds. */
interface Play {
  readonly found?: readonly (Snapshot | Error)[] | Error;
  readonly endpointProblem?: string;
}

interface Asked {
  question: Question | null;
  isClosed: boolean;
}

/** The real disk, and an interruption that never comes. */
const thisProcess = processIo(new AbortController().signal);

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstale-why-'));
  writeFileSync(join(folder, 'server.js'), 'edited');
});

const failure = (reason: EngineFailure['reason'], sentence: string): EngineFailure =>
  new EngineFailure(reason, text(sentence));

const candidateNamed = (name: string): Candidate => ({
  id: name,
  name,
  image: 'shop-web',
  state: 'running',
  status: 'Up 3 minutes',
  project: null,
  service: null,
  because: text('It was named'),
  summary: {
    Id: name,
    Names: [],
    Image: '',
    ImageID: '',
    Created: 0,
    State: 'running',
    Status: '',
    Labels: {},
    Mounts: [],
  },
  otherCheckout: null,
  hasOtherSteps: false,
  siblings: [],
  neighbours: [],
  effort: { calls: 0, milliseconds: 0 },
});

function toolsFor({ found = [], endpointProblem }: Play, asked: Asked): Tools {
  const engine = { close: () => void (asked.isClosed = true) } as unknown as Engine;
  return {
    nodeSurroundings: { otherEngines: () => [], get: () => Promise.resolve(null) },
    nodePrograms: { run: () => Promise.reject(new Error('no program is run here')) },
    resolveEndpoint: () =>
      endpointProblem === undefined
        ? { endpoint: { host: 'unix:///x.sock', origin: 'default', context: 'default', tls: null } }
        : { problem: text(endpointProblem as 'x') },
    connectEngine: () => engine,
    findCandidates: (_engine, _disk, question) => {
      asked.question = question;
      return found instanceof Error
        ? Promise.reject(found)
        : Promise.resolve(found.map((_answer, index) => candidateNamed(String(index))));
    },
    gather: (_engine, _disk, _question, candidate) => {
      const answer = (found as readonly (Snapshot | Error)[])[Number(candidate.name)];
      return answer instanceof Error || !answer ? Promise.reject(answer ?? new Error()) : Promise.resolve(answer);
    },
    nodeDisk: {} as Tools['nodeDisk'],
    ...{ dockerConfigFolder: () => '/home/dev/.docker', contextsNoted: () => Promise.resolve([]) },
  };
}

/** Runs `unstale` in the folder and returns all that can be seen of it. */
async function unstale(words: readonly string[], play: Play = {}, io: Partial<Io> = {}) {
  const printed = { out: '', err: '' };
  const asked: Asked = { question: null, isClosed: false };
  const streams: Pick<Io, 'stdout' | 'stderr'> = {
    stdout: { isTerminal: false, write: (piece) => void (printed.out += piece) },
    stderr: { isTerminal: false, write: (piece) => void (printed.err += piece) },
  };
  const status = await run(words, { ...thisProcess, ...streams, environment: {}, workingFolder: folder, ...io }, () =>
    Promise.resolve(toolsFor(play, asked)),
  );
  return { status, ...printed, asked };
}

describe('the exit status', () => {
  test('is 0 when every container has the change', async () => {
    const { status, out, err } = await unstale(['why', 'server.js'], { found: [healthySnapshot(), healthySnapshot()] });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^1 of 2: shop-web-1\n/);
  });

  test('is 1 when one of the containers has not', async () => {
    const { status, out } = await unstale(['why', 'server.js'], { found: [healthySnapshot(), staleSnapshot()] });
    expect(status).toBe(1);
    expect(out).toContain('✗ image');
  });

  test('is 3 when it could not be told', async () => {
    const unknown = buildSnapshot(oldSha256, { fileOnHost: missing('No permission to read the file') });
    expect((await unstale(['why', 'server.js'], { found: [unknown] })).status).toBe(3);
  });

  test('is 3 with one sentence when no container is found', async () => {
    expect(await unstale(['why', 'server.js'])).toMatchObject({
      status: 3,
      out: '',
      err: 'unstale: No container was found that server.js could be in; name one with --container\n',
    });
  });

  test('is 3 with the engine’s own sentence when it does not answer', async () => {
    const found = failure('unreachable', 'Docker is not running at unix:///x.sock');
    const { status, err, asked } = await unstale(['why', 'server.js'], { found });
    expect({ status, err }).toEqual({ status: 3, err: 'unstale: Docker is not running at unix:///x.sock\n' });
    expect(asked.isClosed).toBe(true);
  });

  test('is 2 when the container that was named is not there', async () => {
    const found = failure('not-found', 'No such container: nope');
    expect((await unstale(['why', '--container', 'nope'], { found })).status).toBe(2);
  });

  test('is 2 for an unknown context on the command line, 3 for one from the environment', async () => {
    const play = { endpointProblem: 'There is no context "nope"' };
    expect((await unstale(['why', '--context', 'nope'], play)).status).toBe(2);
    expect((await unstale(['why'], play)).status).toBe(3);
  });

  test.each([
    [['why', '/no-such-folder/no-such-file'], 'no-such-file does not exist'],
    [['why', '.', '--dockerfile', 'Nope'], 'Nope does not exist'],
    [['why', '.', '--compose-file', '.'], '. is not a file'],
    [['why', '--format', 'yaml'], "argument 'yaml' is invalid"],
    [['why', '--timeout', 'soon'], 'It has to be a number of seconds'],
    [['why', '--timeout', '0'], 'It has to be a number of seconds'],
    [['why', '--no-such-option'], "unknown option '--no-such-option'"],
    [['why', 'a', 'b'], 'too many arguments'],
    [['whyy'], "unknown command 'whyy'"],
    [['why', '--\u001b[2J'], "unknown option '--\\x1b[2J'"],
    [['why', '--snapshot', 'x', '--context', 'y'], 'cannot be used with option'],
    [['why', '--snapshot', 'x', '--registry'], 'cannot be used with option'],
    [['why', '--snapshot', 'no-such-file'], 'The snapshot cannot be read'],
  ])('is 2 with one sentence for %j', async (words, sentence) => {
    const { status, err, out } = await unstale(words);
    expect(status).toBe(2);
    expect(err).toContain(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(out).toBe('');
  });

  test('is 130 when the user interrupts', async () => {
    const interruption = new AbortController();
    interruption.abort();
    const found = failure('cancelled', 'Cancelled');
    const { status, err } = await unstale(['why'], { found }, { signal: interruption.signal });
    expect({ status, err }).toEqual({ status: 130, err: 'unstale: Interrupted\n' });
  });

  test('is 3 when the time is over, and the sentence names the limit', async () => {
    const waiting: Play = { found: [] };
    const tools = toolsFor(waiting, { question: null, isClosed: false });
    const printed: string[] = [];
    const status = await run(
      ['why', '--timeout', '0.01'],
      {
        ...thisProcess,
        stdout: { isTerminal: false, write: () => undefined },
        stderr: { isTerminal: false, write: (piece) => void printed.push(piece) },
      },
      () =>
        Promise.resolve({
          ...tools,
          findCandidates: (_engine, _disk, _question, ask) =>
            new Promise((_resolve, reject) => {
              ask?.signal?.addEventListener('abort', () => reject(failure('cancelled', 'Cancelled')));
            }),
        }),
    );
    expect(status).toBe(3);
    expect(printed).toEqual(['unstale: Docker did not answer everything within 0.01 s; --timeout gives it longer\n']);
  });
});

describe('what is asked', () => {
  test('paths are absolute, and shown as they are typed in the folder', async () => {
    writeFileSync(join(folder, 'compose.yaml'), '');
    const words = [
      'why',
      './server.js',
      '--compose-file',
      'compose.yaml',
      '--host',
      'tcp://box:2375',
      '--container',
      'web',
    ];
    const { asked } = await unstale(words, { found: [staleSnapshot()] });
    expect(asked.question).toMatchObject({
      path: join(folder, 'server.js'),
      shown: 'server.js',
      workspaceFolder: folder,
      container: 'web',
      dockerfile: null,
      composeFiles: [join(folder, 'compose.yaml')],
      editor: null,
      dockerFlags: ['--host', 'tcp://box:2375'],
    });
  });

  test('without a file the whole container is the subject', async () => {
    const { asked } = await unstale(['why'], { found: [staleSnapshot()] });
    expect(asked.question).toMatchObject({ path: null, shown: '', askRegistry: 'loopback' });
  });

  test('registries that are not on this machine are asked only when that is wished', async () => {
    const { asked } = await unstale(['why', '--registry'], { found: [staleSnapshot()] });
    expect(asked.question).toMatchObject({ askRegistry: 'always' });
  });
});

describe('a container that vanishes while it is asked', () => {
  const found = [failure('not-found', 'The container was removed'), healthySnapshot()];

  test('does not keep the others from being reported', async () => {
    const { status, out, err } = await unstale(['why', 'server.js'], { found });
    expect(out).toContain('shop-web-1 has your change');
    expect({ status, err }).toEqual({ status: 3, err: 'unstale: The container was removed\n' });
  });

  test('leaves the JSON output valid', async () => {
    const { out } = await unstale(['why', 'server.js', '--format', 'json'], { found });
    expect((JSON.parse(out) as ReportJson[]).map(({ outcome }) => outcome)).toEqual(['change-is-present']);
  });
});

describe('the output', () => {
  test('is an empty JSON array when nothing could be asked', async () => {
    const { status, out } = await unstale(['why', '--format', 'json'], { found: failure('unreachable', 'No engine') });
    expect({ status, out }).toEqual({ status: 3, out: '[]\n' });
  });

  test('is Markdown when that is wanted', async () => {
    const { out } = await unstale(['why', '--format', 'markdown'], { found: [staleSnapshot()] });
    expect(out).toMatch(/^# shop-web was not built /);
  });

  test.each([
    [true, {}, [], true],
    [true, { NO_COLOR: '1' }, [], false],
    [true, { NO_COLOR: '' }, [], true],
    [true, { TERM: 'dumb' }, [], false],
    [true, {}, ['--no-color'], false],
    [false, {}, [], false],
    [false, { NO_COLOR: '1' }, ['--color'], true],
  ])('on a terminal: %j, with %j and %j, is coloured: %j', async (isTerminal, environment, flags, isColored) => {
    const pieces: string[] = [];
    const stdout = { isTerminal, write: (piece: string) => void pieces.push(piece) };
    await unstale(['why', ...flags], { found: [staleSnapshot()] }, { stdout, environment });
    expect(pieces.join('').includes('\u001b[')).toBe(isColored);
  });

  test('never holds a stack trace, unless UNSTALE_DEBUG asks for one', async () => {
    const found = new TypeError('a bug');
    expect((await unstale(['why'], { found })).err).toBe(
      'unstale: Unstale itself failed: a bug (UNSTALE_DEBUG=1 shows where)\n',
    );
    expect((await unstale(['why'], { found }, { environment: { UNSTALE_DEBUG: '1' } })).err).toContain('why.test.ts');
  });
});

describe('a snapshot', () => {
  test('that is saved replays to the same report', async () => {
    const saving = ['why', 'server.js', '--format', 'json', '--save-snapshot', 'saved.json'];
    const live = await unstale(saving, { found: [staleSnapshot(), healthySnapshot()] });
    const replayed = await unstale(['why', '--snapshot', 'saved.json', '--format', 'json']);
    expect(live.status).toBe(1);
    expect(replayed.status).toBe(1);
    expect(replayed.out).toBe(live.out);
    expect(replayed.err).toBe('Replayed from saved.json, taken at 2026-01-02T10:05:00.000Z; no engine was asked\n');
    expect(replayed.asked.question).toBeNull();
  });

  test('is written where only its owner may read it', async () => {
    await unstale(['why', '--save-snapshot', 'saved.json'], { found: [staleSnapshot()] });
    expect(readFileSync(join(folder, 'saved.json'), 'utf8')).toBe(writeSnapshot([staleSnapshot()]));
    expect(statSync(join(folder, 'saved.json')).mode & 0o777).toBe(0o600);
  });

  test('that cannot be saved is an input error, after the report', async () => {
    const saving = ['why', '--save-snapshot', 'no/such/folder'];
    const { status, out, err } = await unstale(saving, { found: [staleSnapshot()] });
    expect(status).toBe(2);
    expect(out).toContain('✗ image');
    expect(err).toContain('The snapshot cannot be saved');
  });

  test('answers only for the file it is about', async () => {
    writeFileSync(join(folder, 'saved.json'), writeSnapshot([staleSnapshot()]));
    expect((await unstale(['why', './src/server.js', '--snapshot', 'saved.json'])).status).toBe(1);
    expect(await unstale(['why', 'other.js', '--snapshot', 'saved.json'])).toMatchObject({
      status: 2,
      err: 'unstale: The snapshot answers for src/server.js, not for other.js\n',
    });
  });
});

test('--version prints the package’s version, and --help the subcommands', async () => {
  expect(await unstale(['--version'])).toMatchObject({
    status: 0,
    err: '',
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
  });
  const out = expect.stringContaining('why') as string;
  expect(await unstale(['--help'])).toMatchObject({ status: 0, err: '', out });
});
