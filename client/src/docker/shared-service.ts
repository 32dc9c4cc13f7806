import { repositoryOf } from '../../../core/src/image-reference.ts';
import type { ContainerJson, EnvironmentJson } from '../diagnosis/engine-json.ts';
import type { NewerReplica } from '../diagnosis/evidence/deploys.ts';
import { kamalOrigin } from '../workspace/kamal-project.ts';
import { variablesOfContainer } from './compare-settings.ts';
import { serviceOf } from './service-of.ts';

/** The variable by which nginx-proxy finds its servers: https://github.com/nginx-proxy/nginx-proxy */
const hostVariable = 'VIRTUAL_HOST';

/** The label by which Traefik does: https://doc.traefik.io/traefik/routing/providers/docker/ */
const routerRule = /^traefik\.http\.routers\.[^.]+\.rule$/;

/** A network's own names for a container in it, read while gathering and never kept. */
interface NetworksJson {
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<Record<string, { readonly Aliases?: readonly string[] | null } | null>> | null;
  };
}

type Inspected = ContainerJson & Partial<EnvironmentJson> & NetworksJson;

/**
 * Returns by what two running containers of different images serve as one: the service of Compose, Swarm or Kamal, the host name at a
 * proxy, or the name in a network. Null where nothing shows it, or where both are of one image name: then the tag tells which is old.
 */
export function sharedService(mine: Inspected, other: Inspected): Pick<NewerReplica, 'service' | 'by'> | null {
  if (!other.State.Running || mine.Config.Image === other.Config.Image) return null;
  const labels = mine.Config.Labels;
  const service = serviceOf(labels);
  if (service !== null) {
    if (service !== serviceOf(other.Config.Labels)) return null;
    const label = serviceLabels.find((name) => labels[name] !== undefined) ?? 'service';
    return { service: kamalOrigin(labels)?.service ?? labels[label] ?? '', by: label };
  }
  const by = sharedHost(mine, other) ?? sharedRule(mine, other) ?? sharedAlias(mine, other);
  return by === null ? null : { service: repositoryOf(mine.Config.Image) ?? mine.Config.Image, by };
}

const serviceLabels = ['com.docker.compose.service', 'com.docker.swarm.service.name'];

function sharedHost(mine: Inspected, other: Inspected): string | null {
  const host = variablesOfContainer(mine).get(hostVariable);
  return host !== undefined && host !== '' && variablesOfContainer(other).get(hostVariable) === host
    ? hostVariable
    : null;
}

function sharedRule(mine: Inspected, other: Inspected): string | null {
  const rules = Object.entries(other.Config.Labels).flatMap(([name, rule]) => (routerRule.test(name) ? [rule] : []));
  const shared = Object.entries(mine.Config.Labels).find(
    ([name, rule]) => routerRule.test(name) && rules.includes(rule),
  );
  return shared?.[0] ?? null;
}

/** The engine gives each container its own short ID as an alias as well, which no other one has. */
function sharedAlias(mine: Inspected, other: Inspected): string | null {
  for (const [network, joined] of Object.entries(mine.NetworkSettings?.Networks ?? {})) {
    const theirs = other.NetworkSettings?.Networks?.[network]?.Aliases ?? [];
    const shared = joined?.Aliases?.find((alias) => theirs.includes(alias));
    if (shared !== undefined) return shared;
  }
  return null;
}
