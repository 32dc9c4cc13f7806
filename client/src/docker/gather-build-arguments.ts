import { child } from '../../../core/src/compose/tree.ts';
import { findTarget } from '../../../core/src/dockerfile/routes.ts';
import { unconsumedArguments } from '../../../core/src/dockerfile/unconsumed-arguments.ts';
import type { Range } from '../../../core/src/range.ts';
import type { FileLine } from '../diagnosis/evidence.ts';
import { lineOf } from '../workspace/line-of.ts';
import { askedSettings } from './gather-configuration.ts';
import { isAboutDockerfile } from './gather-instructions.ts';
import { known, type Gatherer } from './gatherer.ts';

/** Records the build arguments that do not arrive, when the Dockerfile, the file that gives them, or the whole container was asked about. */
export async function gatherBuildArguments(gatherer: Gatherer): Promise<void> {
  const { question, build, service, evidence } = gatherer;
  if ('problem' in build) return;
  const asked = await askedSettings(gatherer);
  const isAsked = (await isAboutDockerfile(gatherer)) || asked === 'compose-file' || asked === 'variables-file';
  if (!isAsked && question.path !== null) return;
  const { dockerfile, path, match } = build.found;
  const built = findTarget(dockerfile, build.target);
  if (!built) return;
  const written = service && child(child(service.written, 'build'), 'args');
  const given = new Map<string, FileLine>();
  if (written?.kind === 'map') for (const [name, { keyAt }] of written.entries) given.set(name, lineOf(keyAt));
  const placeOf = (at: { readonly range: Range } | null): FileLine | null => at && lineOf({ file: path, ...at });
  // A variable of the base image has the same name as an argument above FROM more often than not: NODE_VERSION.
  const isInherited = (name: string): boolean => build.imageEnvironment.some((entry) => entry.startsWith(`${name}=`));
  const all = unconsumedArguments(dockerfile, built, [...given.keys()], build.buildArguments)
    .filter(({ name, why }) => why === 'variable-wins' || !isInherited(name))
    .map(({ name, why, declared, used }) => ({
      ...{ name, why, givenAt: given.get(name) ?? null },
      ...{ declaredAt: placeOf(declared), usedAt: placeOf(used) },
    }));
  const isProven = Boolean(service?.build) || match.isWhole || match.matched > 0;
  evidence.unconsumedArguments = known({ dockerfile: path, isAsked, isProven, all }, path);
}
