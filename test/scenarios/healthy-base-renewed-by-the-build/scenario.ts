import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The build took a newer base from the registry and left the engine’s copy as it is; the registry does not tell any more',
  needsRegistry: true,
  files: { 'src/server.js': 'serve()\n' },
  play: async ({ docker, beside, write, registry, name }) => {
    const base = `${registry}/groundwork:1`;
    const platform = await beside('groundwork', {
      Dockerfile: `FROM ${baseImage}\nCOPY library.js /opt/groundwork/\n`,
      'library.js': 'share("first version")\n',
    });
    await platform.docker('build', '-t', base, '.');
    await docker('push', '-q', base);
    await docker('tag', base, `${base}-before`);
    await platform.write('library.js', `share("second version of ${name}")\n`);
    await platform.docker('build', '-t', base, '.');
    const digest = /sha256:[0-9a-f]{64}/.exec(await docker('push', base))?.[0] ?? '';
    // The team did that elsewhere: this engine has the base of before.
    await docker('rmi', base);
    await docker('tag', `${base}-before`, base);
    await write('Dockerfile', `FROM ${base}\nWORKDIR /srv/shop\nCOPY src src\nCMD ["sleep", "86400"]\n`);
    await docker('build', '--pull', '-t', `${name}-web`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}-web`);
    const [host, ...path] = registry.split('/');
    const removed = await fetch(`http://${host}/v2/${path.join('/')}/groundwork/manifests/${digest}`, {
      method: 'DELETE',
    });
    if (!removed.ok) throw new Error(`the registry did not remove ${digest}: ${removed.status}`);
  },
  asked: { file: 'Dockerfile', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
