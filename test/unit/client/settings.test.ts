import { describe, expect, it } from 'vitest';
import { dockerFlags, readSettings, settings } from '../../../client/src/settings.ts';

const read = (values: Readonly<Record<string, unknown>>) => readSettings((key) => values[key]);

describe('the settings of the client', () => {
  it('are the defaults where nothing is set', () => {
    expect(read({})).toEqual({
      context: '',
      host: '',
      timeoutMs: settings['unstale.timeout'].default * 1000,
      allowExec: true,
      askRegistry: 'loopback',
    });
  });

  it.each([0, -1, 601, Number.NaN, '5', null, {}])(
    'take the default for a time-out that makes no sense (%s)',
    (value) => {
      expect(read({ 'unstale.timeout': value }).timeoutMs).toBe(settings['unstale.timeout'].default * 1000);
    },
  );

  it.each(['never', 'loopback', 'always'])('say which registries may be asked (%s)', (value) => {
    expect(read({ 'unstale.askRegistry': value }).askRegistry).toBe(value);
  });

  it.each(['Always', '', true, null, {}])(
    'ask this machine’s registries only for a value that makes no sense (%s)',
    (value) => {
      expect(read({ 'unstale.askRegistry': value }).askRegistry).toBe('loopback');
    },
  );

  it('become the flags of the docker command, and none where it may choose by itself', () => {
    expect(dockerFlags(read({}))).toEqual([]);
    expect(dockerFlags(read({ 'unstale.docker.context': ' work ' }))).toEqual(['--context', 'work']);
    expect(dockerFlags(read({ 'unstale.docker.host': 'tcp://h:1' }))).toEqual(['--host', 'tcp://h:1']);
  });

  it('that choose an engine or send names to a registry are kept from a workspace that is not trusted', () => {
    const open = Object.entries(settings).filter(([, { isRestricted }]) => !isRestricted);
    expect(open.map(([key]) => key)).toEqual(['unstale.timeout', 'unstale.allowExec']);
  });
});
