import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Endpoint } from '../docker/endpoint.ts';
import type { Engine } from '../docker/engine.ts';
import { readSettings, type ClientSettings } from '../settings.ts';
import { messages, Refusal } from '../ui/problem.ts';

/** An engine that can be asked. */
export interface OpenEngine {
  readonly engine: Engine;
  readonly endpoint: Endpoint;
}

/** Returns the client's settings as they are now. */
export function currentSettings(): ClientSettings {
  const configuration = vscode.workspace.getConfiguration();
  return readSettings((key) => configuration.get(key));
}

/**
 * Opens the engine that the docker CLI would ask, and closes it when `use` has ended. Docker code is loaded here, on first
 * use. Throws `Refusal` in Restricted Mode and where there is no endpoint; `EngineFailure` comes from `use`.
 */
export async function withEngine<T>(settings: ClientSettings, use: (open: OpenEngine) => Promise<T>): Promise<T> {
  if (!vscode.workspace.isTrusted)
    throw new Refusal({ text: messages('untrusted'), actions: ['manage-trust', 'try-again'] });
  const { resolveEndpoint } = await import('../docker/resolve-endpoint.ts');
  const { connectEngine } = await import('../docker/dockerode-engine.ts');
  const resolved = resolveEndpoint({
    ...(settings.host ? { hostFlag: settings.host } : {}),
    ...(settings.context ? { contextFlag: settings.context } : {}),
    environment: process.env,
    homeFolder: homedir(),
    platform: process.platform,
  });
  if ('problem' in resolved) throw new Refusal({ text: resolved.problem, actions: ['try-again', 'choose-engine'] });
  const endpoint = nameSetting(resolved.endpoint);
  const engine = connectEngine(endpoint, { timeoutMs: settings.timeoutMs });
  try {
    return await use({ engine, endpoint });
  } finally {
    engine.close();
  }
}

/** In VS Code a setting stands where the terminal has a flag, and whoever wants to change it looks for its name. */
function nameSetting(endpoint: Endpoint): Endpoint {
  if (endpoint.origin === '--host') return { ...endpoint, origin: 'unstale.docker.host' };
  return endpoint.origin === '--context' ? { ...endpoint, origin: 'unstale.docker.context' } : endpoint;
}
