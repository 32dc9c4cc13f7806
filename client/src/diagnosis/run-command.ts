type Fields = Readonly<Record<string, unknown>>;

/** The parts of `GET /containers/{id}/json` that say how a container was created, as the engine gives them. */
export interface CreatedContainer {
  readonly Name: string;
  readonly Config: Fields;
  readonly HostConfig: Fields;
  readonly NetworkSettings?: { readonly Networks?: Fields };
}

/** What `docker run` leaves unset, under the engine's own names. Empty values need not stand here. */
const defaults: Readonly<Record<string, readonly unknown[]>> = {
  IpcMode: ['private', 'shareable'],
  ShmSize: [67_108_864],
  Runtime: ['runc'],
  CgroupnsMode: ['host', 'private'],
  Isolation: ['default'],
  MemorySwappiness: [-1],
  LogConfig: [{ Type: 'json-file', Config: {} }],
};

/** Set by the engine itself, or written as flags below. */
const handled = new Set([
  'Binds',
  'Mounts',
  'Tmpfs',
  'PortBindings',
  'NetworkMode',
  'RestartPolicy',
  'Init',
  'AutoRemove',
  'ContainerIDFile',
  'MaskedPaths',
  'ReadonlyPaths',
  'ConsoleSize',
]);

/**
 * Returns the `docker run` arguments (without the image) that create the same container again, or null where that cannot be said
 * exactly: it has variables or a command of its own, whose values are not ours to show, or an option that is not known here. `image` is
 * the configuration of the image it was created from.
 */
export function runArguments(container: CreatedContainer, image: Fields): readonly string[] | null {
  const { Config, HostConfig } = container;
  const sameCommand = ['Cmd', 'Entrypoint', 'User', 'WorkingDir', 'StopSignal', 'Healthcheck'].every((key) =>
    isSame(Config[key], image[key]),
  );
  // `-p` exposes the port as well, so only a port that is neither published nor the image's was exposed by hand.
  const known = { ...fieldsOf(image.ExposedPorts), ...fieldsOf(HostConfig.PortBindings) };
  const exposesMore = Object.keys(fieldsOf(Config.ExposedPorts)).some((port) => !(port in known));
  const own = listOf(Config.Env).filter((entry) => !listOf(image.Env).includes(entry));
  const labels = Object.keys(fieldsOf(Config.Labels)).filter(
    (key) => fieldsOf(image.Labels)[key] !== fieldsOf(Config.Labels)[key],
  );
  const isPlain =
    !Config.Tty && !Config.OpenStdin && labels.length === 0 && own.length === 0 && sameCommand && !exposesMore;
  const isKnown = Object.entries(HostConfig).every(([key, value]) => handled.has(key) || isDefault(key, value));
  const mounts = mountFlags(HostConfig);
  const network = networkFlags(container);
  if (!isPlain || !isKnown || !mounts || !network || HostConfig.AutoRemove === true) return null;
  return [
    '-d',
    '--name',
    container.Name.replace(/^\//, ''),
    ...(HostConfig.Init === true ? ['--init'] : []),
    ...restartFlags(HostConfig),
    ...network,
    ...portFlags(HostConfig),
    ...mounts,
  ];
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === 0 ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Both sides are JSON of one engine, which writes the fields of a thing in one order. */
const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isSame = (a: unknown, b: unknown): boolean => (isEmpty(a) && isEmpty(b)) || isEqual(a, b);

const isDefault = (key: string, value: unknown): boolean =>
  isEmpty(value) || (defaults[key] ?? []).some((each) => isEqual(each, value));

function restartFlags({ RestartPolicy }: Fields): readonly string[] {
  const { Name, MaximumRetryCount } = fieldsOf(RestartPolicy);
  if (typeof Name !== 'string' || Name === '' || Name === 'no') return [];
  return [
    '--restart',
    typeof MaximumRetryCount === 'number' && MaximumRetryCount > 0 ? `${Name}:${MaximumRetryCount}` : Name,
  ];
}

/** A container in several networks was connected after its creation, which one command cannot do again. */
function networkFlags({ HostConfig, NetworkSettings }: CreatedContainer): readonly string[] | null {
  if (Object.keys(NetworkSettings?.Networks ?? {}).length > 1) return null;
  const mode = HostConfig.NetworkMode;
  if (mode === undefined || mode === 'default' || mode === 'bridge') return [];
  return typeof mode === 'string' ? ['--network', mode] : null;
}

function portFlags({ PortBindings }: Fields): readonly string[] {
  return Object.entries(fieldsOf(PortBindings)).flatMap(([port, bindings]) =>
    listOf(bindings).flatMap((binding) => {
      const { HostIp, HostPort } = fieldsOf(binding);
      const address =
        typeof HostIp === 'string' && HostIp !== '' ? `${HostIp.includes(':') ? `[${HostIp}]` : HostIp}:` : '';
      return ['-p', `${address}${typeof HostPort === 'string' ? HostPort : ''}:${port.replace(/\/tcp$/, '')}`];
    }),
  );
}

function mountFlags({ Binds, Mounts, Tmpfs }: Fields): readonly string[] | null {
  const binds = listOf(Binds).flatMap((bind) => ['-v', String(bind)]);
  const tmpfs = Object.entries(fieldsOf(Tmpfs)).flatMap(([path, options]) => [
    '--tmpfs',
    options === '' ? path : `${path}:${String(options)}`,
  ]);
  const mounts = listOf(Mounts).map((mount) => {
    const { Type, Source, Target, ReadOnly, ...rest } = fieldsOf(mount);
    if (!Object.values(rest).every(isEmpty) || typeof Type !== 'string' || typeof Target !== 'string') return null;
    const parts = [
      `type=${Type}`,
      ...(typeof Source === 'string' && Source !== '' ? [`source=${Source}`] : []),
      `target=${Target}`,
    ];
    return ['--mount', [...parts, ...(ReadOnly === true ? ['readonly'] : [])].join(',')];
  });
  return mounts.includes(null) ? null : [...binds, ...tmpfs, ...mounts.flatMap((flags) => flags ?? [])];
}
