import { freshnessOf } from '../../../core/src/content-overlap.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { HostOutput } from './evidence/artefacts.ts';

/** An output of a build on the host, and what it says of the file that it may be made of. */
export interface JudgedHostOutput {
  readonly output: HostOutput;
  readonly freshness: ReturnType<typeof freshnessOf>;
  /** By more than the second that file systems and builds take. */
  readonly isOlder: boolean;
  /** It has the change, or texts of the file and a time that lets it have the change. */
  readonly mayHaveChange: boolean;
}

/** Programs and packages: made of what is compiled, and of nothing that is read as it is. */
const binary = /(^|\/)(target|bin|obj|release|publish|wheelhouse)(\/|$)|\.(jar|war|ear|wasm|exe|dll|so|whl|class)$/;
const compiled =
  /\.(go|rs|c|cc|cpp|cxx|h|hpp|java|kt|kts|scala|groovy|clj|cs|fs|vb|swift|zig|proto|elm|exs?)$|(^|\/)src\/main\//;
const bundled = /\.([cm]?[jt]sx?|vue|svelte|astro|css|scss|sass|less|html?|hbs|ejs|pug|mdx?|graphql)$/;

/** Returns whether an output of this name is usually made of a file of that name: `bin/` of scripts is not made of a YAML file. */
export const isUsuallyMadeOf = (output: string, file: string): boolean =>
  compiled.test(file) || (bundled.test(file) && !binary.test(output));

/** Returns the host's output that says most of the file: one that has it as it is now, else an older one; null where there is none. */
export function judgedHostOutput(evidence: Pick<Known<EvidenceKey>, 'maybe'>): JudgedHostOutput | null {
  const changedMs = evidence.maybe('fileOnHost')?.modifiedMs ?? 0;
  const judged = (evidence.maybe('hostOutputs') ?? []).map((output): JudgedHostOutput => {
    const freshness = freshnessOf(output.overlap, false);
    const isOlder = output.modifiedMs + 1000 < changedMs;
    const isRelated = output.overlap.linesHeld + output.overlap.literalsHeld > 0;
    const mayHaveChange = freshness === 'fresh' || (freshness === 'unknown' && !isOlder && isRelated);
    return { output, freshness, isOlder, mayHaveChange };
  });
  const fresh = judged.find(({ freshness }) => freshness === 'fresh');
  return fresh ?? judged.find(({ freshness }) => freshness !== 'unknown') ?? judged[0] ?? null;
}
