import { normalisePosix } from '../path.ts';

/** A volume in short syntax, `[SOURCE:]TARGET[:OPTIONS]`, taken apart. `source` is as written and null for an anonymous volume. */
export interface ShortVolume {
  readonly kind: 'bind' | 'volume' | 'anonymous' | 'npipe';
  readonly source: string | null;
  readonly target: string;
  readonly readOnly: boolean;
}

/**
 * Returns the parts of a volume in short syntax, or null when Compose would refuse it. The rules are those of
 * https://github.com/compose-spec/compose-go/blob/main/format/volume.go (Apache-2.0): one letter before a colon is a Windows drive wherever it
 * stands, so `x:/data` is an anonymous volume; a source is a path when it begins with `.`, `/`, `~`, two backslashes or a drive.
 */
export function parseShortVolume(written: string): ShortVolume | null {
  if (written === '') return null;
  if (written.length <= 2) return { kind: 'anonymous', source: null, target: written, readOnly: false };
  const sections = splitSections(written);
  if (sections.length > 3 || sections.some((section) => section === '')) return null;

  const [first = '', second, options = ''] = sections;
  if (second === undefined) return { kind: 'anonymous', source: null, target: cleanTarget(first), readOnly: false };
  return {
    kind: kindOf(first),
    source: first,
    target: cleanTarget(second),
    readOnly: options.split(',').includes('ro'),
  };
}

function splitSections(written: string): string[] {
  const sections: string[] = [];
  let start = 0;
  for (let at = 0; at < written.length; at += 1) {
    const isDrive = at - start === 1 && /\p{L}/u.test(written[start] ?? '');
    if (written[at] !== ':' || isDrive) continue;
    sections.push(written.slice(start, at));
    start = at + 1;
  }
  return [...sections, written.slice(start)];
}

function kindOf(source: string): ShortVolume['kind'] {
  if (/^\\\\[.?]\\pipe\\/i.test(source)) return 'npipe';
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source) ? 'bind' : 'volume';
}

/** Returns a mount's target as Compose compares targets: `/app/` is `/app`. A target on a Windows drive stays as it is. */
export const cleanTarget = (target: string): string => (/^[A-Za-z]:\\/.test(target) ? target : normalisePosix(target));
