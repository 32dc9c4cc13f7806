import type { AskRegistry } from './docker/question.ts';

/** A setting of the client as `package.json` states it; `isRestricted` keeps a workspace's value out until it is trusted. */
export interface SettingRow {
  readonly type: 'string' | 'number' | 'boolean';
  readonly default: string | number | boolean;
  readonly description: string;
  readonly scope: 'machine-overridable' | 'window';
  readonly isRestricted: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The only values that it takes. */
  readonly enum?: readonly string[];
}

/** The client's settings; the server's are in `server/src/settings.ts`. `generate.ts` writes both into `package.json`. */
export const settings = {
  'unstale.docker.context': {
    type: 'string',
    default: '',
    description:
      'The Docker context to ask, as in `docker --context`. Empty: the same as the docker command takes by itself.',
    scope: 'machine-overridable',
    isRestricted: true,
  },
  'unstale.docker.host': {
    type: 'string',
    default: '',
    description:
      'The Docker Engine to ask, as in `docker --host`, for example `unix:///var/run/docker.sock`. Empty: the same as the docker command takes by itself.',
    scope: 'machine-overridable',
    isRestricted: true,
  },
  'unstale.timeout': {
    type: 'number',
    default: 20,
    description: 'How many seconds one question to the Docker Engine may take.',
    scope: 'window',
    isRestricted: false,
    minimum: 1,
    maximum: 600,
  },
  'unstale.allowExec': {
    type: 'boolean',
    default: true,
    description:
      'Run `sha256sum` or `cat` in a container (`docker exec`) where only its processes can tell what they see. Without it some answers are likely at most.',
    scope: 'window',
    isRestricted: false,
  },
  'unstale.askRegistry': {
    type: 'string',
    enum: ['never', 'loopback', 'always'],
    default: 'loopback',
    description:
      'Which registries may be asked what they have under the image names of a question: none (`never`), those on this machine (`loopback`), or all (`always`). The registry is told the name of the image, and the engine logs in to it as `docker pull` does.',
    scope: 'window',
    isRestricted: true,
  },
} as const satisfies Readonly<Record<`unstale.${string}`, SettingRow>>;

/** The client's settings as the code uses them. */
export interface ClientSettings {
  /** Empty for the docker CLI's own choice. */
  readonly context: string;
  readonly host: string;
  readonly timeoutMs: number;
  readonly allowExec: boolean;
  readonly askRegistry: AskRegistry;
}

/** Returns the settings; `read` gives the raw value of a key, and a value that makes no sense counts as the default. */
export function readSettings(read: (key: keyof typeof settings) => unknown): ClientSettings {
  const seconds = read('unstale.timeout');
  const { default: usual, minimum, maximum } = settings['unstale.timeout'];
  const isUsable = typeof seconds === 'number' && seconds >= minimum && seconds <= maximum;
  return {
    context: asText(read('unstale.docker.context')),
    host: asText(read('unstale.docker.host')),
    timeoutMs: (isUsable ? seconds : usual) * 1000,
    allowExec: read('unstale.allowExec') !== false,
    askRegistry: asAskRegistry(read('unstale.askRegistry')),
  };
}

/** Returns the flags with which the docker CLI asks the same engine. */
export const dockerFlags = ({ context, host }: ClientSettings): readonly string[] => [
  ...(context ? ['--context', context] : []),
  ...(host ? ['--host', host] : []),
];

function asAskRegistry(value: unknown): AskRegistry {
  const { enum: offered, default: usual } = settings['unstale.askRegistry'];
  return offered.find((each) => each === value) ?? usual;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
