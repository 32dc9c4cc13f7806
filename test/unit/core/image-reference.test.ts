import { describe, expect, it } from 'vitest';
import {
  familiarName,
  parseImageReference,
  sameImage,
  withDefaultTag,
  withoutDigest,
  type ImageReference,
} from '../../../core/src/image-reference.ts';

const SHA256 = `sha256:${'f'.repeat(64)}`;
const SHA512 = `sha512:${'a'.repeat(128)}`;
const IMAGE_ID = '1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a';

/** Returns the reference, or fails the test when there is none. */
function parsed(written: string): ImageReference {
  const reference = parseImageReference(written);
  if (reference === null) throw new Error(`${written} was refused`);
  return reference;
}

/**
 * The behaviours that the tables of https://github.com/distribution/reference/blob/main/reference_test.go and normalize_test.go (Apache-2.0)
 * fix, after normalisation: that is how the docker CLI reads what a person writes.
 */
describe('a reference', () => {
  it.each<[written: string, domain: string, path: string, tag: string | null, digest: string | null]>([
    ['node', 'docker.io', 'library/node', null, null],
    ['node:22', 'docker.io', 'library/node', '22', null],
    ['test_com', 'docker.io', 'library/test_com', null, null],
    ['test.com:5000', 'docker.io', 'library/test.com', '5000', null],
    ['test.com/repo:tag', 'test.com', 'repo', 'tag', null],
    ['test:5000/repo', 'test:5000', 'repo', null, null],
    ['test:5000/repo:tag', 'test:5000', 'repo', 'tag', null],
    [`test:5000/repo@${SHA256}`, 'test:5000', 'repo', null, SHA256],
    [`test:5000/repo:tag@${SHA256}`, 'test:5000', 'repo', 'tag', SHA256],
    ['lowercase:Uppercase', 'docker.io', 'library/lowercase', 'Uppercase', null],
    ['sub-dom1.foo.com/bar/baz/quux:some-long-tag', 'sub-dom1.foo.com', 'bar/baz/quux', 'some-long-tag', null],
    [
      'b.example.io/test.example.com/my-app:test.example.com',
      'b.example.io',
      'test.example.com/my-app',
      'test.example.com',
      null,
    ],
    ['xn--n3h.com:18080/foo', 'xn--n3h.com:18080', 'foo', null, null],
    [`xn--7o8h.com/my:tag@${SHA512}`, 'xn--7o8h.com', 'my', 'tag', SHA512],
    ['foo_bar.com:8080', 'docker.io', 'library/foo_bar.com', '8080', null],
    ['foo/foo_bar.com:8080', 'docker.io', 'foo/foo_bar.com', '8080', null],
    ['test_com/foo', 'docker.io', 'test_com/foo', null, null],
    ['192.168.1.1', 'docker.io', 'library/192.168.1.1', null, null],
    ['192.168.1.1:5000/repo:5050', '192.168.1.1:5000', 'repo', '5050', null],
    ['[2001:db8::1]/repo', '[2001:db8::1]', 'repo', null, null],
    ['[2001:db8::1]:5000/repo:tag', '[2001:db8::1]:5000', 'repo', 'tag', null],
    ['localhost/repo', 'localhost', 'repo', null, null],
    ['docker/migrator', 'docker.io', 'docker/migrator', null, null],
    ['docker.io/foo', 'docker.io', 'library/foo', null, null],
    ['index.docker.io/debian', 'docker.io', 'library/debian', null, null],
    ['index.docker.io/library/debian', 'docker.io', 'library/debian', null, null],
    ['docker.io/library/foo/bar', 'docker.io', 'library/foo/bar', null, null],
    ['Foo/bar', 'Foo', 'bar', null, null],
    [`docker.io/${IMAGE_ID}`, 'docker.io', `library/${IMAGE_ID}`, null, null],
    [IMAGE_ID.slice(1), 'docker.io', `library/${IMAGE_ID.slice(1)}`, null, null],
    ['docker---rules/d', 'docker.io', 'docker---rules/d', null, null],
    ['dock__er/docker', 'docker.io', 'dock__er/docker', null, null],
    [`a/${'a'.repeat(253)}:tag-beyond-the-limit`, 'docker.io', `a/${'a'.repeat(253)}`, 'tag-beyond-the-limit', null],
  ])('%s', (written, domain, path, tag, digest) => {
    expect(parseImageReference(written)).toEqual({ domain, path, tag, digest });
  });

  it.each([
    '',
    ':justtag',
    `@${SHA256}`,
    'repo@sha256:ffffffffffffffffffffffffffffffffff',
    `repo@sha256:${'F'.repeat(64)}`,
    `validname@invaliddigest:${'f'.repeat(64)}`,
    'repo@',
    'repo:',
    `repo:${'t'.repeat(129)}`,
    'repo:-tag',
    'Uppercase:tag',
    'test:5000/Uppercase/lowercase:tag',
    `${'a/'.repeat(128)}a:tag`,
    'aa/asdf$$^/aa',
    '[2001:db8::1]',
    '[2001:db8::1]:5000',
    '[fe80::1%eth0]:5000/repo',
    '[2001:db8:3:4::192.0.2.33]:5000/debian',
    'fc00::1:5000/debian',
    'https://github.com/docker/docker',
    'docker/Docker',
    '-docker',
    '-docker.io/docker/docker',
    'docker-/docker',
    'docker///docker',
    'docker/',
    '____/____',
    '_docker/_docker',
    'dock..er/docker',
    'dock_.er/docker',
    'dock-.er/docker',
    IMAGE_ID,
    ' node',
    'node\n',
  ])('%j is none', (written) => {
    expect(parseImageReference(written)).toBeNull();
  });

  it('is refused in time that does not explode on long input', () => {
    expect(parseImageReference(`${'a-'.repeat(50_000)}/`)).toBeNull();
    expect(parseImageReference(`${'a'.repeat(100_000)}!/x`)).toBeNull();
    expect(parseImageReference(`${'a-'.repeat(20)}!.com/x`)).toBeNull();
  });
});

describe('the forms of a reference', () => {
  it.each([
    ['library/ubuntu', 'ubuntu', 'library/ubuntu'],
    ['index.docker.io/fooo/bar', 'fooo/bar', 'fooo/bar'],
    ['other/library', 'other/library', 'other/library'],
    ['library/foo/bar', 'library/foo/bar', 'library/foo/bar'],
    ['127.0.0.1:8000/private/moonbase', '127.0.0.1:8000/private/moonbase', 'private/moonbase'],
    [`busybox:latest@${SHA256}`, 'busybox', 'library/busybox'],
  ])('%s is shown as %s and has the path %s', (written, familiar, path) => {
    expect([familiarName(parsed(written)), parsed(written).path]).toEqual([familiar, path]);
  });

  it('can lose the digest, gain the default tag, and be the name alone', () => {
    expect(withoutDigest(`node:22@${SHA256}`)).toBe('node:22');
    expect(withDefaultTag(parsed('node')).tag).toBe('latest');
    expect(withDefaultTag(parsed(`node@${SHA256}`)).tag).toBeNull();
    expect(familiarName(parsed(`docker.io/library/node:22@${SHA256}`))).toBe('node');
  });
});

describe('two references stand for one image', () => {
  it.each([
    ['docker.io/library/x:latest', 'x', true],
    ['x:latest', 'x:1', false],
    ['x', 'y', false],
    ['a.com/x', 'b.com/x', false],
    [`x:1@${SHA256}`, `x@${SHA256}`, true],
    [`x:1@${SHA256}`, 'x:1', false],
    [SHA256, SHA256, true],
    ['Not An Image', 'x', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(sameImage(a, b)).toBe(expected);
  });
});
