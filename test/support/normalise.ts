import { dirname } from 'node:path';

/** The names of one play that are made up anew each time. */
export interface PlayedNames {
  readonly folder: string;
  readonly name: string;
  readonly host: string;
  readonly registry: string;
}

/**
 * Returns a plain value with a play's own names replaced by lasting ones, so that expectations can name them and recorded
 * snapshots stay readable: the workspace is `/home/dev/shop`, its name (hence Compose's project) `shop`, the engine's
 * endpoint `unix:///var/run/docker.sock`, the registry `localhost:5000`, and a Swarm
 * task's container `shop-web.1.task`.
 */
export function normalise<Value>(value: Value, { folder, name, host, registry }: PlayedNames): Value {
  const written = JSON.stringify(value)
    .replaceAll(dirname(folder), '/home/dev')
    .replaceAll(registry, 'localhost:5000/shop')
    .replaceAll(name, 'shop')
    .replaceAll(host, 'unix:///var/run/docker.sock')
    .replace(/(shop[\w-]*\.\d+)\.[0-9a-z]{25}(?![0-9a-z])/g, '$1.task');
  return JSON.parse(written) as Value;
}
