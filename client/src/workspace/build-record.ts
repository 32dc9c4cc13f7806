import type { NotedBuild } from './buildx-refs.ts';
import type { Programs } from './programs.ts';

/** What the engine keeps of a build: how it ended, and the IDs of the images that came of it. */
export interface BuildRecord {
  readonly status: 'completed' | 'failed' | 'running' | 'unknown';
  readonly images: readonly string[];
  /** The line of the Dockerfile, from one, at which the build failed; null where it did not, or the record does not say. */
  readonly failedLine: number | null;
  /** The images that its stages began with or copied from, as the Dockerfile named them. */
  readonly bases: readonly string[];
  /** The names of the contexts beside the main one, which `--build-context` or Compose gave it. */
  readonly namedContexts: readonly string[];
}

/** How the docker CLI is run. */
export interface RecordQuestion {
  readonly dockerFlags: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

/** An answer takes a quarter of a second; an engine that hangs must not hold up the report. */
const timeoutMs = 8000;

/**
 * Returns the engine's record of a build; null where there is none: it was tidied away, or the build was made on another engine. An engine
 * before 23 keeps no records at all. One record at a time is asked for, and none is ever listed or removed: https://github.com/moby/buildkit/pull/6614
 */
export async function readBuildRecord(
  programs: Programs,
  { ref, builder }: Pick<NotedBuild, 'ref' | 'builder'>,
  { dockerFlags, ...options }: RecordQuestion,
): Promise<BuildRecord | 'keeps-none' | null> {
  const words = [...dockerFlags, 'buildx', '--builder', builder, 'history', 'inspect', '--format', 'json', ref];
  const end = await programs.run('docker', words, { ...options, timeoutMs });
  if ('problem' in end) return null;
  if (end.status !== 0) return /\bUnimplemented\b/.test(end.stderr) ? 'keeps-none' : null;
  return recordIn(end.stdout);
}

/** Returns what a record says, as `docker buildx history inspect --format json` prints it; null for anything else. */
function recordIn(output: string): BuildRecord | null {
  const record = objectOf(output);
  if (!record) return null;
  const attachments = Array.isArray(record.Attachments) ? (record.Attachments as readonly Attachment[]) : [];
  return {
    status:
      statuses.find((status) => status === record.Status) ?? (record.Status === 'canceled' ? 'failed' : 'unknown'),
    images: attachments.flatMap(({ Type, Digest }) => (isImage(Type) && typeof Digest === 'string' ? [Digest] : [])),
    failedLine: failedLineOf(record.Error),
    namedContexts: (Array.isArray(record.NamedContexts)
      ? (record.NamedContexts as readonly { readonly Name?: unknown }[])
      : []
    ).flatMap(({ Name }) => (typeof Name === 'string' ? [Name] : [])),
    bases: (Array.isArray(record.Materials) ? (record.Materials as readonly Material[]) : []).flatMap(({ URI }) =>
      typeof URI === 'string' ? imageNamedBy(URI) : [],
    ),
  };
}

interface Material {
  readonly URI?: unknown;
}

/** BuildKit names an image `pkg:docker/<name>@<tag>?platform=…`, after https://github.com/package-url/purl-spec. */
function imageNamedBy(uri: string): readonly string[] {
  const [, name, tag] = /^pkg:docker\/([^@?]+)(?:@([^?]+))?/.exec(uri) ?? [];
  if (name === undefined) return [];
  try {
    return [decodeURIComponent(tag === undefined ? name : `${name}:${tag}`)];
  } catch {
    // What is no such name tells nothing.
    return [];
  }
}

const statuses = ['completed', 'failed', 'running'] as const;

interface Attachment {
  readonly Type?: unknown;
  readonly Digest?: unknown;
}

/** An image's configuration in the classic store, an index or a manifest in containerd's; the other attachments are attestations. */
const isImage = (type: unknown): boolean =>
  typeof type === 'string' && /\.(container\.)?image\.(v1|index\.v1|manifest\.v1)\+json$/.test(type);

/** The place of the error begins with the Dockerfile's name and the line, `Dockerfile:4`, in base64. */
function failedLineOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('Sources' in error) || typeof error.Sources !== 'string')
    return null;
  const [place = ''] = Buffer.from(error.Sources, 'base64').toString('utf8').split('\n');
  const line = /:(\d+)(?:-\d+)?$/.exec(place)?.[1];
  return line === undefined ? null : Number(line);
}

function objectOf(output: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(output);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    // An older buildx prints text where it does not know the format.
    return null;
  }
}
