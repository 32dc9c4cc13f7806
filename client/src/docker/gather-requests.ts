import { basename } from '../../../core/src/path.ts';
import { pathBelow } from '../diagnosis/covering-mount.ts';
import type { ContainerEndJson, ContainerJson, ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import type { RequestsEvidence } from '../diagnosis/evidence/requests.ts';
import { isServedBy, listeningSockets, type Listening } from '../diagnosis/listening.ts';
import { listedName } from '../diagnosis/content.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { takenPort } from './gather-successor.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';

/** The field `Ports` of `GET /containers/json`; a port that is not published has no `PublicPort`. */
interface PortsJson {
  readonly Ports?: readonly {
    readonly IP?: string;
    readonly PrivatePort: number;
    readonly PublicPort?: number;
    readonly Type: string;
  }[];
}

/** How long a server of this machine may take for a file; one that compiles on request takes its time. */
const patienceMs = 2000;

/** What browsers ask for by its path. */
const asset = /\.(html?|css|m?js|svg|txt|json|webmanifest|xml|png|jpe?g|gif|ico|webp|woff2?)$/;

/** Records who listens on the ports that the container publishes, and what its server gives out, where the file is in the container. */
export async function gatherRequests(gatherer: Gatherer, look: Look): Promise<void> {
  const { container, candidate, engine, ask, evidence, surroundings } = gatherer;
  const mine = publishedBy(candidate.summary);
  if (surroundings && look.isThere) await gatherHolder(gatherer);
  if (!surroundings || !look.isThere || container.State.Status !== 'running' || mine.length === 0) return;
  try {
    const all = await engine.containers({}, ask);
    evidence.listeners = known({ published: mine, others: await othersOn(gatherer, mine, all) }, 'ss -ltn');
  } catch (error) {
    evidence.listeners = missing(failureText(error));
  }
  await gatherServed(gatherer, look, mine);
}

/** Records which other container publishes the port for which this one could not be started. */
async function gatherHolder({ container, engine, candidate, ask, evidence }: Gatherer): Promise<void> {
  const { State } = container as ContainerJson & Partial<ContainerEndJson>;
  const port = State.Status === 'created' || State.Status === 'exited' ? takenPort(State.Error ?? '') : null;
  if (port === null) return;
  try {
    const all = (await engine.containers({}, ask)).filter(({ Id }) => Id !== candidate.id);
    const others = all.flatMap((summary) =>
      publishedBy(summary)
        .filter((published) => published.port === port)
        .map(({ address }) => ({ address, port, container: listedName(summary) })),
    );
    evidence.listeners = known({ published: [], others: others.slice(0, 1) }, 'docker ps');
  } catch (error) {
    evidence.listeners = missing(failureText(error));
  }
}

type Published = RequestsEvidence['listeners']['published'][number];

function publishedBy(summary: ContainerSummaryJson): readonly Published[] {
  const ports = (summary as ContainerSummaryJson & PortsJson).Ports ?? [];
  return ports.flatMap(({ IP, PrivatePort, PublicPort, Type }) =>
    Type === 'tcp' && PublicPort !== undefined
      ? [{ address: IP ?? '', port: PublicPort, containerPort: PrivatePort }]
      : [],
  );
}

/** Sockets of the container's ports that are not its own. An engine of another machine has its ports there, and nothing is said. */
async function othersOn(
  { disk, candidate }: Gatherer,
  mine: readonly Published[],
  all: readonly ContainerSummaryJson[],
): Promise<RequestsEvidence['listeners']['others']> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => disk.readText(path)));
  const sockets = tables.flatMap((table) => listeningSockets(table ?? ''));
  const strangers = all
    .filter(({ Id }) => Id !== candidate.id)
    .flatMap((summary) => publishedBy(summary).map((port) => ({ ...port, name: listedName(summary) })));
  return sockets
    .filter((socket) => mine.some(({ port }) => port === socket.port) && !isServedBy(mine, socket))
    .map((socket: Listening) => ({
      ...socket,
      container: strangers.find((each) => isServedBy([each], socket))?.name ?? null,
    }));
}

async function gatherServed(
  gatherer: Gatherer,
  { containerPath, file }: Look,
  mine: readonly Published[],
): Promise<void> {
  const { surroundings, evidence } = gatherer;
  const place = containerPath === null || !asset.test(containerPath) ? null : placeOf(gatherer, containerPath);
  const target = mine.find(({ address }) => ['', '0.0.0.0', '127.0.0.1', '::', '::1'].includes(address));
  if (!surroundings || !place || !target) return;
  const address = target.address.includes(':') ? '::1' : '127.0.0.1';
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${target.port}${place.path}`;
  const get = (path: string) => surroundings.get(address, target.port, path, patienceMs);
  // Caches keep an answer for each query, and what hands out a file does not look at the query.
  const bodyPastCaches = async () =>
    (await get(`${place.path}?${Date.now()}`))?.sha256 === file.sha256 ? 'kept' : 'other';
  const answer = await get(place.path);
  if (answer?.status !== 200) return void (evidence.served = known(null, commandLine`curl -i ${url}`));
  const { headers, sha256 } = answer;
  const body = sha256 === null ? 'unread' : sha256 === file.sha256 ? 'same' : await bodyPastCaches();
  const cacheMarks = ['age', 'x-cache', 'x-cache-status', 'x-proxy-cache', 'cf-cache-status'].filter(
    (name) => name in headers && !/^(0|miss|bypass|dynamic)/i.test(headers[name] ?? ''),
  );
  const cacheControl = headers['cache-control'] ?? null;
  evidence.served = known({ url, by: place.by, body, cacheControl, cacheMarks }, commandLine`curl -i ${url}`);
}

/** Where file servers look when nobody tells them, as their images have it. */
const usualRoots = ['/usr/share/nginx/html', '/usr/local/apache2/htdocs', '/var/www/html', '/usr/share/caddy', '/srv'];

/** Folders whose content programs hand out under their own names. */
const publicFolder = /^(.*?\/(?:public|static|www|html|htdocs|dist|site))(\/.+)$/;

/** Browsers ask for a folder's page by the folder's name. */
const withoutIndex = (path: string): string => path.replace(/(^|\/)index\.html?$/, '$1');

/** The path by which a server hands the file out; null where none is likely. */
function placeOf(
  { container }: Gatherer,
  path: string,
): { readonly path: string; readonly by: 'file-server' | 'program' } | null {
  const words = [container.Path ?? '', ...(container.Args ?? [])].flatMap((word) => word.split(/\s+/));
  const names = words.map((word) => basename(word));
  const isServer = names.some((name) =>
    /^(httpd|nginx|apache2|caddy|lighttpd|darkhttpd|http\.server|serve|http-server)$/.test(name),
  );
  const working = container.Config.WorkingDir || '/';
  const flag = words.findIndex((word) => /^(-h|-d|--directory|--root)$/.test(word));
  const given =
    flag < 0
      ? []
      : [words[flag + 1] ?? ''].map((folder) =>
          folder.startsWith('/') ? folder : `${working.replace(/\/$/, '')}/${folder}`,
        );
  const roots = isServer ? [...given, ...usualRoots, ...(given.length > 0 ? [] : [working])] : [];
  for (const root of roots) {
    const rest = pathBelow(root, path);
    if (rest) return { path: `/${withoutIndex(rest).split('/').map(encodeURIComponent).join('/')}`, by: 'file-server' };
  }
  const [, , rest] = publicFolder.exec(path) ?? [];
  return rest === undefined ? null : { path: encodeURI(rest), by: 'program' };
}
