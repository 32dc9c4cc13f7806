import { hasContentOf } from '../diagnosis/content.ts';
import { failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';

/**
 * Asks what machine the engine runs on, where a mount of the edited file shows something else: only then does it matter whether the
 * engine has this machine's files at all.
 */
export async function gatherMachine({ engine, ask, evidence }: Gatherer, { mount, seen, file }: Look): Promise<void> {
  if (!mount?.isOfEditedFile || seen === null || hasContentOf(seen, file)) return;
  try {
    const { OperatingSystem: operatingSystem } = await engine.info(ask);
    const isDesktop = operatingSystem.startsWith('Docker Desktop');
    evidence.engineMachine = known({ operatingSystem, isDesktop }, 'docker info → .OperatingSystem');
  } catch (error) {
    evidence.engineMachine = missing(failureText(error));
  }
}
