/** What `docker` takes as a container: an ID, or a name (https://docs.docker.com/reference/api/engine/, `[a-zA-Z0-9][a-zA-Z0-9_.-]+`). */
const idOrName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/;

/** Where Container Tools keeps the ID in a row of its tree. Its classes are not a public interface, so each place is tried. */
const places: readonly (readonly string[])[] = [
  ['containerDesc', 'Id'],
  ['containerItem', 'id'],
  ['containerId'],
  ['containerName'],
];

/** Returns the container that a row of another extension's tree stands for, or null when `node` is nothing of the kind. */
export function containerOf(node: unknown): string | null {
  for (const place of places) {
    const found = place.reduce<unknown>(fieldOf, node);
    if (typeof found === 'string' && idOrName.test(found)) return found;
  }
  return null;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
