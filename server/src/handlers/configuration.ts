import type { Connection } from 'vscode-languageserver/node';
import { defaultSettings, readSettings, type Settings } from '../settings.ts';

/** The settings of each document. */
export interface Configuration {
  /** Returns the settings that hold for a document; asked of the client once, and kept until they change. */
  readonly of: (uri: string) => Promise<Settings>;
  /** Takes note of changed settings; a client that cannot be asked sends them along. */
  readonly changed: (pushed: unknown) => void;
}

/** Returns the configuration; `canAsk` is whether the client answers `workspace/configuration`. */
export function configurationOver(connection: Connection, canAsk: boolean): Configuration {
  const memory = new Map<string, Promise<Settings>>();
  let pushed = defaultSettings;
  const ask = async (uri: string): Promise<Settings> => {
    const raw: unknown = await connection.workspace.getConfiguration({ scopeUri: uri, section: 'unstale' });
    return readSettings(raw);
  };
  return {
    of: async (uri) => {
      if (!canAsk) return pushed;
      const settings = memory.get(uri) ?? ask(uri);
      memory.set(uri, settings);
      return settings.catch(() => {
        // A client that fails to answer is asked again for the next version; until then the defaults hold.
        memory.delete(uri);
        return defaultSettings;
      });
    },
    changed: (settings) => {
      memory.clear();
      if (typeof settings === 'object' && settings !== null && 'unstale' in settings)
        pushed = readSettings(settings.unstale);
    },
  };
}
