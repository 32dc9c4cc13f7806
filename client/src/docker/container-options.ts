type Fields = Readonly<Record<string, unknown>>;

/** The parts of `GET /containers/{id}/json` that say how a container was created, as the engine gives them. They may hold secrets. */
export interface CreatedSettings {
  readonly Name: string;
  readonly Config: Fields;
  readonly HostConfig: Fields;
  readonly NetworkSettings?: { readonly Networks?: Fields };
}

/**
 * Returns what a container has of each setting, in the forms of `stated-options.ts`. Lists are sorted, and what is empty is null, an empty list
 * or zero, whichever the engine version chose to send.
 */
export function containerOptions({ Name, Config, HostConfig }: CreatedSettings): Fields {
  const restart = fields(HostConfig.RestartPolicy);
  const log = fields(HostConfig.LogConfig);
  return {
    command: texts(Config.Cmd),
    entrypoint: texts(Config.Entrypoint),
    user: word(Config.User),
    working_dir: word(Config.WorkingDir) || '/',
    hostname: word(Config.Hostname),
    domainname: word(Config.Domainname),
    container_name: Name.replace(/^\//, ''),
    stop_signal: word(Config.StopSignal),
    stop_grace_period: number(Config.StopTimeout),
    network_mode: word(HostConfig.NetworkMode),
    pid: word(HostConfig.PidMode),
    ipc: word(HostConfig.IpcMode),
    cpuset: word(HostConfig.CpusetCpus),
    runtime: word(HostConfig.Runtime),
    restart: { name: word(restart.Name) || 'no', retries: number(restart.MaximumRetryCount) },
    ports: boundPorts(HostConfig.PortBindings),
    healthcheck: healthcheckOf(Config.Healthcheck),
    logging: {
      driver: word(log.Type),
      options: Object.entries(fields(log.Config))
        .map(([name, value]) => `${name}=${String(value)}`)
        .sort(),
    },
    mem_limit: number(HostConfig.Memory),
    mem_reservation: number(HostConfig.MemoryReservation),
    memswap_limit: number(HostConfig.MemorySwap),
    shm_size: number(HostConfig.ShmSize),
    cpus: number(HostConfig.NanoCpus) / 1e9,
    cpu_shares: number(HostConfig.CpuShares),
    pids_limit: number(HostConfig.PidsLimit),
    privileged: HostConfig.Privileged === true,
    read_only: HostConfig.ReadonlyRootfs === true,
    tty: Config.Tty === true,
    stdin_open: Config.OpenStdin === true,
    init: HostConfig.Init === true,
    cap_add: capabilities(HostConfig.CapAdd),
    cap_drop: capabilities(HostConfig.CapDrop),
    dns: sorted(HostConfig.Dns),
    dns_search: sorted(HostConfig.DnsSearch),
    security_opt: sorted(HostConfig.SecurityOpt),
    group_add: sorted(HostConfig.GroupAdd),
    extra_hosts: sorted(HostConfig.ExtraHosts),
    sysctls: Object.entries(fields(HostConfig.Sysctls))
      .map(([name, value]) => `${name}=${String(value)}`)
      .sort(),
  };
}

/**
 * Returns what a container gets of the settings that its service does not state: the image's, or the engine's. Keys that are not there have
 * a default of the engine's own choosing. `image` is the configuration of the image it was created from; null when that is gone.
 */
export function defaultOptions(image: Fields | null, hasEntrypoint: boolean): Fields {
  return {
    ...(image && {
      command: hasEntrypoint ? [] : texts(image.Cmd),
      entrypoint: texts(image.Entrypoint),
      user: word(image.User),
      working_dir: word(image.WorkingDir) || '/',
      healthcheck: healthcheckOf(image.Healthcheck),
    }),
    restart: { name: 'no', retries: 0 },
    ports: [],
    mem_limit: 0,
    mem_reservation: 0,
    cpus: 0,
    cpu_shares: 0,
    privileged: false,
    read_only: false,
    tty: false,
    stdin_open: false,
    cap_add: [],
    cap_drop: [],
    dns: [],
    extra_hosts: [],
    sysctls: [],
  };
}

/** Of a health check that leaves something out the engine takes that from the image's. */
export function completeHealthcheck(stated: unknown, image: Fields | null): unknown {
  const own = fields(stated);
  const base = healthcheckOf(image?.Healthcheck);
  if (sameForm(own.Test, ['NONE'])) return healthcheckOf({ Test: ['NONE'] });
  return Object.fromEntries(
    Object.entries(base).map(([key, value]) => [key, own[key] === null || own[key] === 0 ? value : own[key]]),
  );
}

/** Returns whether two forms are the same value. */
export const sameForm = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const healthcheckOf = (json: unknown): Fields => {
  const check = fields(json);
  const test = Array.isArray(check.Test) && check.Test.length > 0 ? (check.Test as readonly unknown[]) : null;
  return {
    Test: test,
    Interval: number(check.Interval),
    Timeout: number(check.Timeout),
    StartPeriod: number(check.StartPeriod),
    Retries: number(check.Retries),
  };
};

function boundPorts(bindings: unknown): readonly string[] {
  return Object.entries(fields(bindings))
    .flatMap(([port, hosts]) =>
      (Array.isArray(hosts) ? (hosts as readonly Fields[]) : []).map(
        ({ HostIp, HostPort }) => `${word(HostIp)}:${word(HostPort).replace(/^0$/, '')}->${port}`,
      ),
    )
    .sort();
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const sorted = (value: unknown): readonly string[] => [...new Set(texts(value))].sort();

const capabilities = (value: unknown): readonly string[] =>
  sorted(texts(value).map((name) => name.toUpperCase().replace(/^CAP_/, '')));
