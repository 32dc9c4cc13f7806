import { join } from 'node:path';
import type { Disk } from './disk.ts';
import type { Programs } from './programs.ts';

/** A user of a registry: a name with a password, or a token. It is handed to the engine, and kept nowhere. */
export type Login =
  | { readonly username: string; readonly password: string; readonly serveraddress: string }
  | { readonly identitytoken: string };

/** How the docker CLI's credential helpers are run. */
export interface LoginQuestion {
  readonly disk: Disk;
  /** Null where nothing may be spawned: then a login that a helper keeps is not known. */
  readonly programs: Programs | null;
  readonly dockerConfigFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Docker Hub is kept under its first address. */
const hub = 'https://index.docker.io/v1/';

/** A helper may ask the person for a key ring's password, and nobody waits for that. */
const helperTimeoutMs = 5000;

/**
 * Returns the login that `docker login` keeps for a registry's host, null when there is none. In `config.json` it stands in the file itself or
 * behind a credential helper: https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
export async function loginFor(host: string, question: LoginQuestion): Promise<Login | null> {
  const { disk, dockerConfigFolder } = question;
  const config = objectIn(await disk.readText(join(dockerConfigFolder, 'config.json')));
  const server = host === 'docker.io' ? hub : host;
  const helper = fieldOf(config.credHelpers, server) ?? config.credsStore;
  if (typeof helper === 'string' && /^[\w.-]+$/.test(helper)) {
    const kept = await fromHelper(helper, server, question);
    if (kept) return kept;
  }
  return fromFile(fieldOf(config.auths, server) ?? fieldOf(config.auths, `https://${server}`), server);
}

async function fromHelper(helper: string, server: string, question: LoginQuestion): Promise<Login | null> {
  const { programs, dockerConfigFolder: folder, environment } = question;
  if (!programs) return null;
  const options = { folder, environment, timeoutMs: helperTimeoutMs, input: server };
  const end = await programs.run(`docker-credential-${helper}`, ['get'], options);
  if ('problem' in end || end.status !== 0) return null;
  const { Username, Secret } = objectIn(end.stdout);
  if (typeof Username !== 'string' || typeof Secret !== 'string') return null;
  if (Username === '<token>') return { identitytoken: Secret };
  return { username: Username, password: Secret, serveraddress: server };
}

function fromFile(entry: unknown, server: string): Login | null {
  const auth = fieldOf(entry, 'auth');
  const identitytoken = fieldOf(entry, 'identitytoken');
  if (typeof identitytoken === 'string' && identitytoken !== '') return { identitytoken };
  if (typeof auth !== 'string') return null;
  const [, username, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(auth, 'base64').toString('utf8')) ?? [];
  return username !== undefined && password !== undefined ? { username, password, serveraddress: server } : null;
}

/** A field of a value that may be no object at all. */
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

function objectIn(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // A configuration that cannot be read is one without a login, as for the docker CLI.
    return {};
  }
}
