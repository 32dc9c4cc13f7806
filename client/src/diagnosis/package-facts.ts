import { defineMessages } from '../../../core/src/text.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import type { DifferentPackage } from './evidence/dependencies.ts';
import { nameOf } from './remedies/commands.ts';
import { commandLine } from './report/quote-command.ts';
import type { Fact } from './report/report.ts';

export const messages = defineMessages({
  has: '{folder} has {name} {installed}, your file wants {wanted}',
  hasNot: '{folder} has no {name}, your file wants {wanted}',
  imageHas: 'The image has {name} {version} there, below the volume',
});

/** So many packages are named as facts. */
const most = 3;

/** Returns which packages in the container are not those that the edited dependency file wants; none for any other file. */
export function factsOfPackages(evidence: Pick<Known<EvidenceKey>, 'maybe'>): readonly Fact[] {
  const { folder = '', different = [] } = evidence.maybe('dependencies') ?? {};
  return different.slice(0, most).map(({ name, wanted, installed }) => ({
    text:
      installed === null
        ? messages('hasNot', { folder, name, wanted })
        : messages('has', { folder, name, installed, wanted }),
    from: readingOfPackages(evidence),
  }));
}

/** Returns what a person can run to see the packages. Of Go that is the `go` of the host: the program is copied to where it can read it. */
export function readingOfPackages(evidence: Pick<Known<EvidenceKey>, 'maybe'>): string {
  const name = nameOf(evidence);
  const { folder = '', hasEachModule } = evidence.maybe('dependencies') ?? {};
  return hasEachModule === undefined
    ? commandLine`docker exec ${name} ls ${folder}`
    : commandLine`docker cp ${name}:${folder} /tmp/program && go version -m /tmp/program`;
}

/** A package that a volume keeps, which is not the one that the edited dependency file wants. */
export interface PackageInVolume {
  readonly package: DifferentPackage;
  /** The volume's name on the engine. */
  readonly volume: string;
  readonly destination: string;
  /** That the image has what is wanted; null where it has not, or was not read. */
  readonly factOfImage: Fact | null;
}

/** Returns the first such package of a volume of this kind over the packages' folder; null where there is none. */
export function packageInVolume(
  evidence: Pick<Known<EvidenceKey>, 'maybe' | 'from'>,
  kind: 'named-volume' | 'anonymous-volume',
): PackageInVolume | null {
  const { different, mount, mountKind, inImage } = evidence.maybe('dependencies') ?? {};
  const [first] = different ?? [];
  if (!first || !mount || mountKind !== kind) return null;
  const { Destination: destination, Name: volume = '' } = mount;
  const has = messages('imageHas', { name: first.name, version: inImage?.version ?? '' });
  const factOfImage = inImage?.isWanted ? { text: has, from: evidence.from('taggedImage', '.Id') } : null;
  return { package: first, volume, destination, factOfImage };
}
