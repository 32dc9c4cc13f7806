import { dirname as hostFolder, join } from 'node:path';
import { dirname, resolve } from '../../../core/src/path.ts';
import { isVolume } from '../diagnosis/covering-mount.ts';
import type { LinkEvidence } from '../diagnosis/evidence/link.ts';
import { commandLine } from '../diagnosis/report/quote-command.ts';
import { pathInside } from '../workspace/disk.ts';
import { linkOn } from '../workspace/links.ts';
import { planFile, type PlannedBuild } from '../workspace/plan-build.ts';
import { failureText, known, knownValue, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeLink } from './see-file.ts';

/** Records the link through which COPY names a file that the container lacks; nothing is asked where no name of it is a link. */
export async function gatherLink(gatherer: Gatherer, look: Look): Promise<void> {
  const { build, evidence, name } = gatherer;
  const { plan, isThere, containerPath, mount } = look;
  if (isThere || isForeign(mount) || 'problem' in build || containerPath === null || plan?.pathInContext == null)
    return;
  const inContext = join(build.contextFolder, plan.pathInContext);
  const found = await linkOn(gatherer.disk, build.contextFolder, inContext);
  if (!found) return void (evidence.link = known(null, inContext));
  const rest = pathInside(found.path, inContext) ?? '';
  const linkPath = rest === '' ? containerPath : containerPath.slice(0, -rest.length - 1);
  if (rest !== '' && !containerPath.endsWith(`/${rest}`)) return;
  try {
    const link = await follow(gatherer, build, { hostPath: found.path, written: found.target, linkPath, rest });
    evidence.link = known(link, commandLine`docker cp ${name}:${linkPath} - | tar -tv`);
  } catch (error) {
    evidence.link = missing(failureText(error));
  }
}

/** A volume was filled from the image and has the link too; what else is mounted over the path has files of its own. */
const isForeign = (mount: Look['mount']): boolean => mount !== null && !isVolume(mount);

interface Followed {
  readonly hostPath: string;
  /** What the link of this machine holds. */
  readonly written: string;
  readonly linkPath: string;
  readonly rest: string;
}

async function follow(
  { engine, candidate, disk, ask, evidence }: Gatherer,
  build: PlannedBuild,
  { hostPath, written, linkPath, rest }: Followed,
): Promise<LinkEvidence['link']> {
  const target = await seeLink(engine, candidate.id, linkPath, ask);
  const folder = resolve(dirname(linkPath), target ?? written);
  const leadsTo = rest === '' ? folder : `${folder}/${rest}`;
  const real = knownValue(evidence.fileOnHost)?.realPath ?? hostPath;
  const { copies, ignore } = planFile(build, real);
  const linked = (await disk.realPath(hostPath)) ?? resolve(hostFolder(hostPath), written);
  return {
    hostPath,
    containerPath: linkPath,
    target,
    leadsTo,
    arrives: !ignore?.isExcluded && copies.some(({ containerPath }) => containerPath === leadsTo),
    targetInContext: pathInside(build.contextFolder, linked),
  };
}
