import { sep } from 'node:path';

/**
 * Files of dockerode and docker-modem that do what Unstale never asks for, each with what it would bring along: ssh is done by
 * the user's own docker or ssh program, and no image is built through the API.
 */
const leftOutFiles = [
  { file: 'docker-modem/lib/ssh.js', purpose: 'ssh by the ssh2 library' },
  { file: 'dockerode/lib/session.js', purpose: 'BuildKit sessions over gRPC' },
  { file: 'dockerode/lib/buildkit.js', purpose: 'decoding of BuildKit status messages' },
];

/** Packages that must not be in a bundle: they are large, and some are native. */
const leftOutPackages = ['ssh2', 'cpu-features', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs'];

/** An esbuild plugin that puts a module in the place of each left-out file which throws, by name, if any of it is called. */
export const leaveOut = {
  name: 'leave-out',
  setup(build) {
    build.onLoad({ filter: /[\\/](docker-modem|dockerode)[\\/]lib[\\/](ssh|session|buildkit)\.js$/ }, ({ path }) => {
      const left = leftOutFiles.find(({ file }) => path.split(sep).join('/').endsWith(file));
      return left && { contents: stub(left.purpose), loader: 'js' };
    });
  },
};

/** Each property of the stub is the stub again, so that a name taken off it at load time does no harm until it is called. */
const stub = (purpose) => `
  const refuse = () => { throw new Error(${JSON.stringify(`Unstale is built without ${purpose}`)}); };
  module.exports = new Proxy(refuse, { get: (_, name) => (name === '__esModule' ? undefined : module.exports) });
`;

/** Throws when one of the packages got into a bundle all the same, by a path that nobody thought of. */
export function assertLeftOut(inputs) {
  const found = inputs.find((input) => leftOutPackages.some((name) => input.includes(`node_modules/${name}/`)));
  if (found) throw new Error(`${found} must not be in a bundle: leave it out in build/left-out.mjs`);
}
