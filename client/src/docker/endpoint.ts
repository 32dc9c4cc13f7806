import type { Text } from '../../../core/src/text.ts';

/** Where the endpoint was read; the report names it. */
export type EndpointOrigin =
  | '--host'
  | '--context'
  | 'DOCKER_HOST'
  | 'DOCKER_CONTEXT'
  | 'currentContext'
  | 'default'
  | 'unstale.docker.host'
  | 'unstale.docker.context';

/** A Docker endpoint as the docker CLI would resolve it. `host` is the URL; `tls` holds PEM texts, never shown. */
export interface Endpoint {
  readonly host: string;
  readonly origin: EndpointOrigin;
  /** The name of the context; `default` where a host was given directly. */
  readonly context: string;
  readonly tls: {
    readonly ca?: Buffer;
    readonly cert?: Buffer;
    readonly key?: Buffer;
    readonly skipVerify: boolean;
  } | null;
}

/** What decides the endpoint: flags, the environment, and the folder of `config.json`. */
export interface EndpointInput {
  readonly hostFlag?: string;
  readonly contextFlag?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
}

/** The endpoint, or one sentence that says why there is none (an unknown context, an unreadable file, a malformed URL). */
export type EndpointResult = { readonly endpoint: Endpoint } | { readonly problem: Text };
