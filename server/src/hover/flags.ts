import { defineMessages } from '../../../core/src/text.ts';

/** What each flag changes, by instruction and flag; those of COPY hold for ADD where ADD has none of its own. */
export const flagEffects = defineMessages({
  'ADD --checksum':
    'Fails the build when the fetched file has another checksum. A file of known checksum is not fetched again.',
  'ADD --keep-git-dir': 'Keeps the `.git` folder of a fetched repository.',
  'ADD --unpack': 'Says whether an archive is unpacked; without it, local tar archives are and fetched ones are not.',
  'COPY --chmod': 'Sets the mode of the copied files; it is part of what the cached result depends on.',
  'COPY --chown': 'Sets the owner of the copied files, which is root otherwise, whatever USER says.',
  'COPY --exclude': 'Leaves out files of the sources that match the pattern; a change of those reruns nothing.',
  'COPY --from':
    'Copies from another stage, image or named context instead of the build context. It runs again when the copied files there change.',
  'COPY --link':
    'Copies into a layer of its own that does not depend on the layers above, so that it stays cached when those change. Links in the destination path are not followed.',
  'COPY --parents': 'Keeps the folders of the source paths below the destination.',
  'FROM --platform':
    'Takes the image of this platform. Another one than the machine’s own makes RUN in this stage run under emulation.',
  'HEALTHCHECK --interval': 'The time between two checks; 30s without it.',
  'HEALTHCHECK --retries': 'How many failures in a row make the container unhealthy; 3 without it.',
  'HEALTHCHECK --start-interval': 'The time between two checks during the start period; 5s without it.',
  'HEALTHCHECK --start-period': 'How long failures do not count after the start; 0s without it.',
  'HEALTHCHECK --timeout': 'How long a check may take; 30s without it.',
  'RUN --device': 'Gives the command access to a device.',
  'RUN --mount': 'Mounts something for this command only. What is mounted is not in the layer.',
  'RUN --network': 'The network of the command: `default`, `none`, or `host` where the builder allows it.',
  'RUN --security': 'Runs the command without the sandbox where the builder allows it.',
});

/** What each type of `RUN --mount` does; `bind` is the type where none is written. */
export const mountEffects = defineMessages({
  bind: 'Shows files of the build context, of a stage or of an image. A change of those files reruns the command; what it writes there is thrown away.',
  cache:
    'Keeps a folder from one build to the next on this builder. Its content is no part of the layer, and does not decide whether the command runs again.',
  secret: 'Shows a secret as a file or variable. It is in no layer, and another secret does not rerun the command.',
  ssh: 'Lends the keys of the SSH agent. It does not decide whether the command runs again.',
  tmpfs: 'An empty folder in memory; what is written there is thrown away.',
});

/** What the directives at the top of the file do. */
export const directiveEffects = defineMessages({
  syntax:
    'The frontend image that reads this file. It decides which instructions and flags there are, and a new version may build differently.',
  escape:
    'The character that continues lines and escapes: `\\` without this directive, or a backtick for Windows paths.',
  check: 'Which of the builder’s checks are skipped, and whether a finding ends the build.',
});

type FlagKey = keyof typeof flagEffects.sentences;

/** Returns the key of a flag's text, or null for a flag that is not known. */
export function flagKey(keyword: string, flag: string): FlagKey | null {
  const own = `${keyword} --${flag}`;
  if (isFlagKey(own)) return own;
  const ofCopy = `COPY --${flag}`;
  return keyword === 'ADD' && isFlagKey(ofCopy) ? ofCopy : null;
}

const isFlagKey = (key: string): key is FlagKey => Object.hasOwn(flagEffects.sentences, key);

/** Returns the type of a mount that is described here, or null for another one. */
export function mountType(value: string): keyof typeof mountEffects.sentences | null {
  const type = /(?:^|,)type=([^,]*)/.exec(value)?.[1] ?? 'bind';
  return Object.hasOwn(mountEffects.sentences, type) ? (type as keyof typeof mountEffects.sentences) : null;
}

const addOnly = new Set(['checksum', 'keep-git-dir', 'unpack']);

/** Returns the part of Docker's reference that describes a flag. */
export function flagLink(keyword: string, flag: string): string {
  const page = 'https://docs.docker.com/reference/dockerfile/';
  if (keyword === 'HEALTHCHECK' || keyword === 'FROM') return `${page}#${keyword.toLowerCase()}`;
  if (flag === 'chown' || flag === 'chmod') return `${page}#copy---chown---chmod`;
  const owner = keyword === 'ADD' && !addOnly.has(flag) ? 'copy' : keyword.toLowerCase();
  return `${page}#${owner}---${flag}`;
}
