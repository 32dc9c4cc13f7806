import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that let us ship a package under our own terms as long as its notice is kept. Names: https://spdx.org/licenses/ */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]);

/**
 * Returns the text that has to travel with the bundles: each package that is in them, its licence and its notices.
 * `inputs` are paths of files as esbuild's metafile names them. Throws when a licence is not known to be permissive.
 */
export function thirdPartyNotices(inputs) {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const sections = [...folders].sort().map(noticeOf);
  return `Unstale contains the following packages.\n\n${[...new Set(sections)].join('\n\n')}\n`;
}

/** The folder of the package a file belongs to, or undefined for our own files. */
const packageFolder = (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // "(MIT OR GPL-3.0)" lets us choose, so one permissive word is enough; "AND" does not.
  const choices = String(license).replace(/[()]/g, '').split(' OR ');
  if (!choices.some((choice) => permissive.has(choice))) {
    throw new Error(
      `${name} ${version} has the licence "${license}", which is not known to be permissive (build/third-party-notices.mjs)`,
    );
  }
  return [`## ${name} ${version} (${license})`, ...licenceTexts(folder)].join('\n\n');
}

const licenceTexts = (folder) =>
  readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(name) && existsSync(join(folder, name)))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
