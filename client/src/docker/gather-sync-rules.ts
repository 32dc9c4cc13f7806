import type { ComposeService, WatchRule } from '../../../core/src/compose/model.ts';
import { decide, parseDockerignore } from '../../../core/src/dockerignore/dockerignore.ts';
import type { Evidence } from '../diagnosis/evidence.ts';
import { placed } from '../diagnosis/placed.ts';
import { lineOf } from '../workspace/line-of.ts';
import { pathInside, type Disk } from '../workspace/disk.ts';
import { known, type Gatherer, type Look } from './gatherer.ts';

type SyncRules = NonNullable<Evidence['syncRules']>;

/** Records what the service's `develop.watch` would do with a file that is not in the container, and whether anybody watches. */
export async function gatherSyncRules(gatherer: Gatherer, { file, mount, isThere }: Look): Promise<void> {
  const { service, evidence, disk } = gatherer;
  const [first] = service?.developWatch ?? [];
  if (!service || !first || isThere || mount?.isOfEditedFile) return;
  const found = decisionOf(service, file.path);
  const watcher = await watcherOf(disk, gatherer);
  const at = lineOf(first.path.at);
  evidence.syncRules = known({ count: service.developWatch.length, first: at, ...found, ...watcher }, placed(at));
}

type Decision = Pick<SyncRules, 'state' | 'rule' | 'pattern'>;

/** A rule that takes the file wins over one that ignores it. */
function decisionOf({ developWatch }: ComposeService, path: string): Decision {
  const decisions = developWatch.flatMap((rule): readonly Decision[] => {
    const rest = pathInside(rule.path.value, path);
    if (rest === null) return [];
    const pattern = ignoringPattern(rule, rest);
    const shown = { at: lineOf(rule.path.at), path: rule.path.value, action: rule.action ?? 'sync' };
    return [{ state: pattern === null ? 'covered' : 'ignored', rule: shown, pattern }];
  });
  return (
    decisions.find(({ state }) => state === 'covered') ??
    decisions[0] ?? { state: 'outside', rule: null, pattern: null }
  );
}

/** Patterns are those of ignore files, taken from the rule's path: https://docs.docker.com/reference/compose-file/develop/#ignore */
function ignoringPattern({ ignore }: WatchRule, rest: string): string | null {
  const { excluded, by } = decide(parseDockerignore(ignore.join('\n')), rest);
  return excluded && by ? (ignore[by.line] ?? null) : null;
}

/** Processes are files below `/proc` on Linux; other systems have none there, and then nothing is known. */
async function watcherOf(
  disk: Disk,
  { container }: Gatherer,
): Promise<Pick<SyncRules, 'isWatching' | 'watchingSinceMs'>> {
  const processes = (await disk.list('/proc')).filter(({ name }) => /^\d+$/.test(name));
  if (processes.length === 0) return { isWatching: null, watchingSinceMs: null };
  const labels = container.Config.Labels;
  const folder = labels['com.docker.compose.project.working_dir'] ?? '';
  for (const { name } of processes) {
    const words = ((await disk.readText(`/proc/${name}/cmdline`)) ?? '').split('\0');
    if (
      !words.some((word) => /(^|\/)(docker-)?compose$/.test(word)) ||
      !words.some((word) => /^(--)?watch$/.test(word))
    )
      continue;
    const place = await disk.realPath(`/proc/${name}/cwd`);
    const isOurs =
      place === folder ||
      words.some((word) => word.startsWith(`${folder}/`) || word === folder) ||
      words.includes(labels['com.docker.compose.project'] ?? '\0');
    if (isOurs) return { isWatching: true, watchingSinceMs: (await disk.stat(`/proc/${name}`))?.changedMs ?? null };
  }
  return { isWatching: false, watchingSinceMs: null };
}
