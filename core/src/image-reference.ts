/**
 * A reference to an image, `name[:tag][@digest]`, normalised: `domain` and `path` are always there (`docker.io` and `library/node` for
 * `node`). `tag` and `digest` are null when they were not written; that a missing tag means `latest` is known to `withDefaultTag`.
 */
export interface ImageReference {
  readonly domain: string;
  readonly path: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

const DEFAULT_DOMAIN = 'docker.io';
const LEGACY_DEFAULT_DOMAIN = 'index.docker.io';
const OFFICIAL_PREFIX = 'library/';
const DEFAULT_TAG = 'latest';
const MAX_NAME_LENGTH = 255;

// The grammar is the one of https://github.com/distribution/reference/blob/main/regexp.go, each part tried on its own.
const DOMAIN_LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = new RegExp(`^(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?$`);
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const IMAGE_ID = /^[0-9a-f]{64}$/;

/**
 * Returns the reference that `written` stands for, or null when Docker would refuse it as a reference. An image ID of 64 digits is
 * refused too, as it is in Docker's own parser (https://github.com/distribution/reference/blob/main/normalize.go).
 */
export function parseImageReference(written: string): ImageReference | null {
  if (IMAGE_ID.test(written)) return null;
  const at = written.indexOf('@');
  const digest = at === -1 ? null : written.slice(at + 1);
  if (digest !== null && !DIGEST.test(digest)) return null;

  const { domain, remainder } = splitDomain(at === -1 ? written : written.slice(0, at));
  const colon = remainder.indexOf(':');
  const tag = colon === -1 ? null : remainder.slice(colon + 1);
  const path = colon === -1 ? remainder : remainder.slice(0, colon);
  if (tag !== null && !TAG.test(tag)) return null;
  if (path.length > MAX_NAME_LENGTH || !PATH.test(path) || !DOMAIN.test(domain)) return null;
  return { domain, path, tag, digest };
}

/** What stands before the first slash is a domain when it could not be part of a path on the default domain. */
function splitDomain(name: string): { domain: string; remainder: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isDomain = slash !== -1 && (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first);
  const domain = isDomain && first !== LEGACY_DEFAULT_DOMAIN ? first : DEFAULT_DOMAIN;
  const remainder = isDomain ? name.slice(slash + 1) : name;
  if (domain !== DEFAULT_DOMAIN || remainder.includes('/')) return { domain, remainder };
  return { domain, remainder: OFFICIAL_PREFIX + remainder };
}

/** Returns the name as Docker shows it, without tag and digest: `node` for `docker.io/library/node:22`. */
export function familiarName({ domain, path }: ImageReference): string {
  if (domain !== DEFAULT_DOMAIN) return `${domain}/${path}`;
  const official = path.startsWith(OFFICIAL_PREFIX) ? path.slice(OFFICIAL_PREFIX.length) : path;
  return official.includes('/') ? path : official;
}

/** Returns whether what a container was created from is an image's ID, whole or cut short, and no name. */
export const isImageId = (written: string): boolean => /^(?:sha256:)?[0-9a-f]{12,64}$/.test(written);

/** Returns the short form of a written reference's name alone, null for an image ID and for what is no reference. */
export function repositoryOf(written: string): string | null {
  const reference = /^sha256:[0-9a-f]{64}$/.test(written) ? null : parseImageReference(written);
  return reference && familiarName(reference);
}

/** Returns the reference with the tag `latest` where neither a tag nor a digest was written. */
export const withDefaultTag = (reference: ImageReference): ImageReference =>
  reference.tag === null && reference.digest === null ? { ...reference, tag: DEFAULT_TAG } : reference;

/** Returns a written reference without its digest; Docker ignores the tag of a reference that has both, here it is kept. */
export const withoutDigest = (written: string): string => written.replace(/@sha256:[0-9a-f]+$/, '');

/**
 * Returns whether two written references stand for one image: `x` is `docker.io/library/x:latest`. Where both have a digest the digest
 * decides and the tags do not count, as for Docker; a reference with a digest is not the same as one without. What is no
 * reference (an image ID, say) is the same only as itself.
 */
export function sameImage(a: string, b: string): boolean {
  const one = parseImageReference(a);
  const other = parseImageReference(b);
  if (one === null || other === null) return a === b;
  if (one.domain !== other.domain || one.path !== other.path || one.digest !== other.digest) return false;
  return one.digest !== null || withDefaultTag(one).tag === withDefaultTag(other).tag;
}
