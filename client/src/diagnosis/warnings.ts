import { defineMessages, type Text } from '../../../core/src/text.ts';
import { containerName } from './content.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import { replacesAnonymousVolumes, replacesContainer, volumesRemoved } from './losses.ts';
import type { Remedy } from './report/report.ts';

export const messages = defineMessages({
  volume: 'Other data may be in the volume: look into it first, since it cannot be brought back',
  anonymousVolumes: 'All its anonymous volumes are replaced, and what is in them is lost',
  writtenInside: '{path} was written inside {container}: the new container has what its image has',
  noCache: 'Every step of the build is run again, which may take minutes',
  pruning: 'The builder is shared: other projects build without their cache once',
  database: '{container} seems to be a database: it is stopped for a moment, and its clients lose their connections',
});

type Warner = (command: readonly string[], evidence: Pick<Known<EvidenceKey>, 'maybe'>) => Text | null;

/** Returns the remedies, each with what a person should know before it is carried out, where there is such a thing. */
export const withWarnings = (
  remedies: readonly Remedy[],
  evidence: Pick<Known<EvidenceKey>, 'maybe'>,
): readonly Remedy[] =>
  remedies.map((remedy) => {
    if (remedy.warning || !('command' in remedy)) return remedy;
    const warning = warners.map((warner) => warner(remedy.command, evidence)).find((said) => said !== null);
    return warning ? { ...remedy, warning } : remedy;
  });

const has = (command: readonly string[], ...words: readonly string[]): boolean =>
  words.some((word) => command.includes(word));

const removedVolume: Warner = (command) => (volumesRemoved(command).length > 0 ? messages('volume') : null);

const newAnonymousVolumes: Warner = (command) =>
  replacesAnonymousVolumes(command) ? messages('anonymousVolumes') : null;

/** Only a container that is replaced loses its own layer; a restarted one keeps it. */
const writtenInside: Warner = (command, evidence) => {
  const container = evidence.maybe('container');
  const path = evidence.maybe('containerPath');
  if (!container || path === null || !replacesContainer(command) || evidence.maybe('mount')) return null;
  return evidence.maybe('writtenInContainer') === null
    ? null
    : messages('writtenInside', { path, container: containerName(container) });
};

const withoutCache: Warner = (command) => (has(command, '--no-cache') ? messages('noCache') : null);

/** A filter by ID takes one thing out of the builder, which is this project's own. */
const pruning: Warner = (command) =>
  has(command, 'prune') && !command.some((word) => word.startsWith('id=')) ? messages('pruning') : null;

/** Images of databases and brokers, by their names without registry and tag. */
const databases =
  /(^|\/)(postgres|postgresql|postgis|timescaledb|pgvector|mysql|mysql-server|mariadb|mongo|mongodb|mssql\/server|redis|valkey|elasticsearch|opensearch|cassandra|clickhouse-server|couchdb|influxdb|neo4j|rabbitmq)$/;

const database: Warner = (command, evidence) => {
  const container = evidence.maybe('container');
  if (!container || !(has(command, 'restart') || replacesContainer(command))) return null;
  const image = container.Config.Image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return databases.test(image) ? messages('database', { container: containerName(container) }) : null;
};

/** The gravest first: one remedy carries one warning. */
const warners: readonly Warner[] = [removedVolume, newAnonymousVolumes, writtenInside, database, pruning, withoutCache];
