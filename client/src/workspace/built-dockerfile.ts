import { parseDockerfile } from '../../../core/src/dockerfile/parse.ts';
import type { Dockerfile } from '../../../core/src/dockerfile/model.ts';
import type { RecordQuestion } from './build-record.ts';
import type { NotedBuild } from './buildx-refs.ts';
import type { Programs } from './programs.ts';

/** What a build was made of, as the engine keeps it. The text may hold secrets: it is compared, never kept. */
export interface BuiltDockerfile {
  readonly dockerfile: Dockerfile;
  /** The names of the build arguments that it was given. */
  readonly given: readonly string[];
}

/** The attestation that a record of a build carries: https://docs.docker.com/build/metadata/attestations/slsa-definitions/ */
const provenance = 'https://slsa.dev/provenance/v0.2';

/** An answer takes a quarter of a second; an engine that hangs must not hold up the report. */
const timeoutMs = 8000;

/**
 * Returns the Dockerfile as a build read it, by the engine's record of that build; null where the record does not have it, or cannot be
 * read. The whole Dockerfile is in it, with the stages that leave no trace in the image.
 */
export async function readBuiltDockerfile(
  programs: Programs,
  { ref, builder }: Pick<NotedBuild, 'ref' | 'builder'>,
  { dockerFlags, ...options }: RecordQuestion,
): Promise<BuiltDockerfile | null> {
  const question = ['history', 'inspect', 'attachment', '--type', provenance, ref];
  const words = [...dockerFlags, 'buildx', '--builder', builder, ...question];
  const end = await programs.run('docker', words, { ...options, timeoutMs });
  return 'problem' in end || end.status !== 0 ? null : builtIn(end.stdout);
}

/** Returns the command that shows a person the same. */
export const builtDockerfileCommand = (ref: string): string =>
  `docker buildx history inspect attachment --type ${provenance} ${ref}`;

/** Returns what a provenance says; null for anything else. */
export function builtIn(output: string): BuiltDockerfile | null {
  const found = parsed(output);
  const data = found?.metadata?.['https://mobyproject.org/buildkit@v1#metadata']?.source?.infos?.[0]?.data;
  if (typeof data !== 'string') return null;
  const dockerfile = parseDockerfile(Buffer.from(data, 'base64').toString('utf8'));
  if (dockerfile.stages.length === 0) return null;
  const given = Object.keys(found?.invocation?.parameters?.args ?? {}).flatMap((name) =>
    name.startsWith('build-arg:') ? [name.slice('build-arg:'.length)] : [],
  );
  return { dockerfile, given };
}

/** The parts of a provenance that are read. */
interface Provenance {
  readonly invocation?: { readonly parameters?: { readonly args?: Readonly<Record<string, unknown>> } };
  readonly metadata?: {
    readonly 'https://mobyproject.org/buildkit@v1#metadata'?: {
      readonly source?: { readonly infos?: readonly { readonly data?: unknown }[] };
    };
  };
}

function parsed(output: string): Provenance | null {
  try {
    return JSON.parse(output) as Provenance | null;
  } catch {
    // An older buildx prints text where it does not know the question.
    return null;
  }
}
