import { defineMessages } from '../../../core/src/text.ts';
import type { Known } from './define-cause.ts';
import type { EvidenceKey } from './evidence.ts';
import { nameOf } from './remedies/commands.ts';
import type { Fact } from './report/report.ts';

export const messages = defineMessages({
  has: '{folder} has {name} {installed}, your file wants {wanted}',
  hasNot: '{folder} has no {name}, your file wants {wanted}',
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
    ? `docker exec ${name} ls ${folder}`
    : `docker cp ${name}:${folder} /tmp/program && go version -m /tmp/program`;
}
