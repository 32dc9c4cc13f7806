import { describe, expect, it } from 'vitest';
import { mergedDeployFile, readDeployFile } from '../../../../core/src/kamal/deploy-file.ts';

describe('a deploy file of Kamal', () => {
  it('names its service and says what is built', () => {
    const text =
      'service: shop\nimage: ada/shop\n\nbuilder:\n  arch: amd64\n  context: .\n  dockerfile: Dockerfile.web\n';
    expect(readDeployFile(text)).toEqual({
      service: { value: 'shop', line: 1 },
      image: { value: 'ada/shop', line: 2 },
      context: { value: '.', line: 6 },
      dockerfile: { value: 'Dockerfile.web', line: 7 },
      builderLine: 4,
    });
  });

  it('is a template, and what Ruby makes is not known', () => {
    const text = [
      '<% require "dotenv"; x = {',
      '  "a" => 1 } %>',
      'service: shop',
      'image: <%= ENV["IMAGE"] %>',
      'builder:',
      '  context: "<%= dir %>/x"',
    ].join('\n');
    expect(readDeployFile(text)).toMatchObject({ service: { value: 'shop', line: 3 }, image: null, context: null });
  });

  it('is nothing where it is no mapping', () => {
    expect(readDeployFile('- a\n- b\n')).toBeNull();
    expect(readDeployFile('')).toBeNull();
  });

  it('has the values of a destination laid over it', () => {
    const base = readDeployFile('service: shop\nimage: ada/shop\n');
    const staging = readDeployFile('image: ada/shop-staging\nbuilder:\n  context: .\n');
    expect(base && staging && mergedDeployFile(base, staging)).toMatchObject({
      service: { value: 'shop' },
      image: { value: 'ada/shop-staging' },
      context: { value: '.', line: 3 },
    });
  });
});
