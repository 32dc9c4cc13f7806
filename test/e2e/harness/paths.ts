import { fileURLToPath } from 'node:url';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The checkout, which is also the folder of the extension under development. */
export const root = fromRoot('.').replace(/\/$/, '');
export const suiteSources = fromRoot('test/e2e/suite');
/** The Compose project that is copied for each run. */
export const workspaceSource = fromRoot('test/e2e/workspace');
/** Pictures of each step, and the result. */
export const artefacts = fromRoot('test/artefacts/e2e');
/** Inside the checkout, because the bundled suite resolves mocha from there. */
export const builtSuite = fromRoot('test/artefacts/e2e/suite');
