import { mkdtemp, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../../client/src/diagnosis/diagnose.ts';
import type { Report } from '../../../client/src/diagnosis/report/report.ts';
import { EngineFailure } from '../../../client/src/docker/engine.ts';
import { findCandidates } from '../../../client/src/docker/find-candidates.ts';
import { gather } from '../../../client/src/docker/gather.ts';
import type { Question } from '../../../client/src/docker/question.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { containerId, fakeEngine, type FakeEngine, type FakeState, type Fault } from '../../support/fake-engine.ts';

const endpoint = { host: 'unix:///fake.sock', origin: 'default', context: 'default', tls: null } as const;
const edited = 'serve("edited")\n';
const old = 'serve("first version")\n';
const dockerfile = 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "src/server.js"]\n';
let workspace: string;

beforeAll(async () => {
  workspace = await realpath(await mkdtemp(join(tmpdir(), 'unstale-gather-')));
  const files = {
    Dockerfile: dockerfile,
    'src/server.js': edited,
    'package.json': '{ "name": "shop" }\n',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), content);
  }
});
afterAll(() => rm(workspace, { recursive: true }));

const inImage = (server: string) => ({ '/app/src/server.js': server, '/app/package.json': '{ "name": "shop" }\n' });
const whole = (server: string) => ({ ...inImage(server), '/app/Dockerfile': dockerfile });
const history = ['CMD ["node" "src/server.js"]', 'COPY . . # buildkit', 'WORKDIR /app'];
const bound = () => [{ Type: 'bind', Source: join(workspace, 'src'), Destination: '/app/src', RW: true }];
const volume = [
  { Type: 'volume', Name: 'code', Source: '/var/lib/docker/volumes/code/_data', Destination: '/app/src' },
];

/** Situations, and the only verdict that may be given about each; null where the change is in the container. */
const situations: readonly { name: string; state: () => FakeState; cause: string | null; isWhole?: true }[] = [
  {
    name: 'a container that has the change',
    state: () => ({ image: 'shop', inImage: inImage(edited), inContainer: inImage(edited), history }),
    cause: null,
  },
  {
    name: 'an image that was not rebuilt',
    state: () => ({ image: 'shop', inImage: inImage(old), inContainer: inImage(old), history }),
    cause: 'image-not-rebuilt',
  },
  {
    name: 'a container of an older image',
    state: () => ({
      image: 'shop',
      inImage: inImage(old),
      inTaggedImage: inImage(edited),
      inContainer: inImage(old),
      history,
    }),
    cause: 'container-runs-old-image',
  },
  {
    name: 'a live mount',
    state: () => ({ image: 'shop', inImage: inImage(old), inContainer: inImage(edited), history, mounts: bound() }),
    cause: null,
  },
  {
    name: 'a mounted folder that was replaced',
    state: () => ({
      image: 'shop',
      inImage: inImage(edited),
      inContainer: inImage(edited),
      inProcess: inImage(old),
      history,
      mounts: bound(),
    }),
    cause: 'bind-folder-replaced',
  },
  {
    name: 'a named volume with old files',
    state: () => ({ image: 'shop', inImage: inImage(edited), inContainer: inImage(old), history, mounts: volume }),
    cause: 'named-volume-keeps-old-files',
  },
  {
    name: 'a file that was changed in the container',
    state: () => ({ image: 'shop', inImage: inImage(edited), inContainer: inImage(old), history }),
    cause: 'changed-in-writable-layer',
  },
  {
    name: 'a whole project that is in the container',
    state: () => ({ image: 'shop', inImage: whole(edited), inContainer: whole(edited), history }),
    cause: null,
    isWhole: true,
  },
  {
    name: 'a whole project that was edited after the build',
    state: () => ({ image: 'shop', inImage: whole(old), inContainer: whole(old), history }),
    cause: 'image-not-rebuilt',
    isWhole: true,
  },
];

const question = (path: string | null = join(workspace, 'src/server.js')): Question => ({
  path,
  shown: 'src/server.js',
  workspaceFolder: workspace,
  container: null,
  dockerfile: null,
  composeFiles: [],
  editor: null,
  dockerFlags: [],
  mayExec: true,
  environment: { DOCKER_CONFIG: join(workspace, '.docker') },
});

/** Asks as the CLI does, once the container was found; the finding itself is not disturbed. */
async function reportOn(engine: FakeEngine, state: FakeState, isWhole = false): Promise<Report> {
  const [candidate] = await findCandidates(fakeEngine(state), nodeDisk, { ...question(), container: containerId });
  if (!candidate) throw new Error('no candidate');
  return diagnose(await gather(engine, nodeDisk, question(isWhole ? null : undefined), candidate, endpoint));
}

describe('with an engine that answers', () => {
  test.each(situations)('$name is told, in few calls, and no probe is left', async ({ state, cause, isWhole }) => {
    const engine = fakeEngine(state());
    const report = await reportOn(engine, state(), isWhole);
    expect(report.verdict?.cause ?? null).toBe(cause);
    expect(report.outcome).toBe(cause !== null ? 'cause-found' : 'change-is-present');
    expect(engine.calls).toBeLessThanOrEqual(25);
    const images = engine.asked.filter((asked) => /^(image|history) /.test(asked));
    expect(images).toEqual([...new Set(images)]);
    expect([...engine.probes]).toEqual([]);
  });

  test('the container is found by the history of its image, without a name', async () => {
    const state = situations[1]?.state();
    if (!state) throw new Error('no situation');
    const found = await findCandidates(fakeEngine(state), nodeDisk, question());
    expect(found.map(({ name }) => name)).toEqual(['shop-web-1']);
  });

  test('a stranger that is removed during the search does not end it', async () => {
    const state = situations[1]?.state();
    if (!state) throw new Error('no situation');
    const undisturbed = fakeEngine(state);
    await findCandidates(undisturbed, nodeDisk, question());
    for (let call = 1; call <= undisturbed.calls; call++)
      expect((await findCandidates(fakeEngine(state, undefined, call), nodeDisk, question())).length).toBeLessThan(2);
  });

  test('a container of another project with the same Dockerfile is not taken for this one’s', async () => {
    const stranger = { '/app/src/server.js': 'other()\n', '/app/package.json': '{ "name": "other" }\n' };
    const state: FakeState = { image: 'other', inImage: stranger, inContainer: stranger, history };
    expect(await findCandidates(fakeEngine(state), nodeDisk, question())).toEqual([]);
  });
});

describe('whatever goes wrong on the way', () => {
  const faults: readonly Fault[] = [
    'not-found',
    'not-permitted',
    'unreachable',
    'timed-out',
    'cancelled',
    'unsupported',
    'conflict',
    'broken-answer',
    'cut-stream',
  ];

  test.each(situations)('$name is never told wrongly, and no probe is left', async ({ state, cause, isWhole }) => {
    const undisturbed = fakeEngine(state());
    await reportOn(undisturbed, state(), isWhole);
    const wrong: string[] = [];
    for (const fault of faults) {
      for (let call = 0; call < undisturbed.calls; call++) {
        // That an image or a file is not there is an answer, and another situation.
        if (fault === 'not-found' && /^(image|archive)/.test(undisturbed.asked[call] ?? '')) continue;
        const engine = fakeEngine(state(), { call, fault });
        const said = await outcomeOf(engine, state(), isWhole);
        const isRight = said === 'unknown' || said === 'failed' || said === (cause ?? 'change-is-present');
        if (!isRight || engine.probes.size > 0)
          wrong.push(`${fault} at ${undisturbed.asked[call] ?? ''}: ${said}, ${engine.probes.size} probes left`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(situations)('$name that vanishes on the way is never told wrongly', async ({ state, cause, isWhole }) => {
    const undisturbed = fakeEngine(state());
    await reportOn(undisturbed, state(), isWhole);
    const wrong: string[] = [];
    for (let call = 0; call < undisturbed.calls; call++) {
      const engine = fakeEngine(state(), undefined, call);
      const said = await outcomeOf(engine, state(), isWhole);
      if (!['unknown', 'failed', cause ?? 'change-is-present'].includes(said) || engine.probes.size > 0)
        wrong.push(`vanished before ${undisturbed.asked[call] ?? ''}: ${said}`);
    }
    expect(wrong).toEqual([]);
  });

  test('a dead engine and a cancelled question end the gathering', async () => {
    const state = situations[1]?.state();
    if (!state) throw new Error('no situation');
    for (const fault of ['unreachable', 'cancelled'] as const)
      for (const call of [0, 1, 2, 3])
        expect(await outcomeOf(fakeEngine(state, { call, fault }), state)).toBe('failed');
  });
});

async function outcomeOf(engine: FakeEngine, state: FakeState, isWhole = false): Promise<string> {
  try {
    const report = await reportOn(engine, state, isWhole);
    return report.verdict?.cause ?? report.outcome;
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return 'failed';
  }
}
