import { describe, expect, it } from 'vitest';
import { builtIn } from '../../../client/src/workspace/built-dockerfile.ts';

const provenance = (text: string): string =>
  JSON.stringify({
    invocation: { parameters: { frontend: 'dockerfile.v0', args: { 'build-arg:LEVEL': 'x', target: 'prod' } } },
    metadata: {
      'https://mobyproject.org/buildkit@v1#metadata': {
        source: { infos: [{ filename: 'Dockerfile', data: Buffer.from(text).toString('base64') }] },
      },
    },
  });

describe('the Dockerfile that the record of a build has', () => {
  it('is read with the names of the arguments that were given', () => {
    const built = builtIn(provenance('FROM alpine\nRUN true\n'));
    expect(built?.dockerfile.stages[0]?.instructions.map(({ text }) => text)).toEqual(['RUN true']);
    expect(built?.given).toEqual(['LEVEL']);
  });

  it.each(['', 'no such thing', 'null', '{}', '{"metadata":{}}', provenance('')])('is not read from %j', (output) => {
    expect(builtIn(output)).toBeNull();
  });
});
