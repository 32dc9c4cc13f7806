import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';

/** A value of a deploy file and its one-based line. */
export interface DeployValue {
  readonly value: string;
  readonly line: number;
}

/** What one of Kamal's files says of a build; null where it says nothing. See https://kamal-deploy.org/docs/configuration/overview/ */
export interface DeployFile {
  readonly service: DeployValue | null;
  readonly image: DeployValue | null;
  /** Without it Kamal builds a clone of the last commit. See https://kamal-deploy.org/docs/configuration/builders/ */
  readonly context: DeployValue | null;
  readonly dockerfile: DeployValue | null;
  /** The one-based line of `builder:`. */
  readonly builderLine: number | null;
}

/**
 * Returns what a `config/deploy.yml` says. It is a template: Kamal runs the Ruby in it, we do not, and a value with Ruby in it counts as
 * not said. Null when the text is no YAML mapping even so.
 */
export function readDeployFile(text: string): DeployFile | null {
  const lines = new LineCounter();
  const document = parseDocument(withoutRuby(text), { lineCounter: lines, logLevel: 'silent' });
  const root = document.contents;
  if (!isMap(root)) return null;
  const valueOf = (map: YAMLMap, key: string): DeployValue | null => {
    const node = map.get(key, true) as unknown;
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return null;
    const { value } = node;
    return value.includes(ruby) ? null : { value, line: lines.linePos(node.range[0]).line };
  };
  const builder = root.items.find(({ key }) => isScalar(key) && key.value === 'builder');
  const section = isMap(builder?.value) ? builder.value : null;
  const builderRange = isScalar(builder?.key) ? builder.key.range : null;
  return {
    service: valueOf(root, 'service'),
    image: valueOf(root, 'image'),
    context: section && valueOf(section, 'context'),
    dockerfile: section && valueOf(section, 'dockerfile'),
    builderLine: builderRange ? lines.linePos(builderRange[0]).line : null,
  };
}

/** Stands where a template had Ruby. */
const ruby = '__ruby__';

/** Tags that print leave a mark, tags that steer leave nothing; lines keep their numbers. */
function withoutRuby(text: string): string {
  const withoutSteering = text.replace(/<%[^=][\s\S]*?%>/g, (tag) => tag.replace(/[^\n]/g, ''));
  return withoutSteering.replace(/<%=[\s\S]*?%>/g, (tag) => ruby + tag.replace(/[^\n]/g, ''));
}

/** Returns the file with those values of a destination's file laid over it that it states, as Kamal merges the two. */
export const mergedDeployFile = (base: DeployFile, destination: DeployFile): DeployFile => ({
  service: destination.service ?? base.service,
  image: destination.image ?? base.image,
  context: destination.context ?? base.context,
  dockerfile: destination.dockerfile ?? base.dockerfile,
  builderLine: destination.builderLine ?? base.builderLine,
});
