import { dirname } from 'node:path';
import { defineMessages } from '../../../core/src/text.ts';
import type { ContainerSummaryJson } from '../diagnosis/engine-json.ts';
import { kamalDeploysAbove, kamalOrigin } from '../workspace/kamal-project.ts';
import type { Found, Search } from './search.ts';

export const messages = defineMessages({
  ofKamal: 'Kamal made it for service {service} of {file}',
});

/** Returns the containers that Kamal made for the service of a `config/deploy.yml` above the file. */
export async function byKamal(
  all: readonly ContainerSummaryJson[],
  { disk, question, real }: Search,
): Promise<readonly Found[]> {
  if (!all.some(({ Labels }) => kamalOrigin(Labels))) return [];
  const start = question.path === null ? real : dirname(real);
  const top = (await disk.realPath(question.workspaceFolder)) ?? question.workspaceFolder;
  const found = all.map(async (summary): Promise<readonly Found[]> => {
    const origin = kamalOrigin(summary.Labels);
    if (!origin) return [];
    const deploys = await kamalDeploysAbove(disk, start, top, origin.destination);
    const deploy = deploys.find(({ service }) => service === origin.service);
    if (!deploy) return [];
    const because = messages('ofKamal', { service: deploy.service, file: deploy.file });
    return [{ summary, score: 70, because }];
  });
  return (await Promise.all(found)).flat();
}
