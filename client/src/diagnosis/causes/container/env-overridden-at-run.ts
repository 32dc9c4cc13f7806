import { overriddenOf, listOf } from '../../changed-instructions.ts';
import { containerName, runnerOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { changeAndRecreate } from '../../remedies/by-hand.ts';
import { recreate } from '../../remedies.ts';
import { placed } from '../../placed.ts';

export default defineCause({
  hop: 'container',
  title: 'Another place gives the variable its value, and wins over the one that was changed',
  why: 'Of one variable the strongest place counts: `docker run -e` and `environment:` over `env_file:`, a later file over an earlier one, a variable of the shell over `.env`, and all of them over the Dockerfile’s ENV. An edit at a weaker place never arrives.',
  needs: ['container'],
  follows: ['container-runs-old-image'],
  messages: {
    answerDockerfile: '{container} gets another value than the Dockerfile’s {names}: {place} wins',
    answerFile: '{container} gets another {names} than {file} says: {place} wins',
    anOption: 'an option of docker run',
    shell: 'a variable of the shell',
    says: 'The Dockerfile sets {name}',
    stated: '{name} is stated here',
    wins: 'This place wins over it',
    shellWins: 'The shell has another {name}, which wins over the file',
    runOption: 'The image has it, and the container has another value: it was given when it was run',
    has: '{container} has another value',
    agrees: 'No other place wins over it',
  },
  judge(evidence, say) {
    const { container } = evidence.its;
    const name = containerName(container);
    const configuration = evidence.maybe('configuration');
    const instructions = evidence.maybe('instructions');
    const overridden = instructions ? overriddenOf({ ...evidence, its: { container, instructions } }, 'variable') : [];
    const [first] = overridden;
    if (first) {
      const place = first.overridden?.by ? placed(first.overridden.by) : runnerOf(container);
      const facts = overridden.flatMap(({ shown, at, overridden: won }) => [
        { text: say.text('says', { name: shown }), from: placed(at) },
        won?.by
          ? { text: say.text('wins'), from: placed(won.by) }
          : { text: say.text('runOption'), from: evidence.from('container', '.Config.Env') },
      ]);
      const has = { text: say.text('has', { container: name }), from: evidence.from('container', '.Config.Env') };
      return say.confirmed(
        say.text('answerDockerfile', { container: name, names: listOf(overridden), place }),
        [has, ...facts],
        changeAndRecreate(evidence, first.overridden?.by ? place : null),
      );
    }
    const lost = (configuration?.overridden ?? []).filter(({ kind }) => kind === 'environment');
    const [setting] = lost;
    if (!setting || !configuration) return say.ruledOut(say.text('agrees'), evidence.from('container'));
    const place = setting.by ? placed(setting.by) : 'the shell';
    const names = lost.map((one) => one.name).join(', ');
    const [stated, ...others] = lost.flatMap((one) => [
      { text: say.text('stated', { name: one.name }), from: placed(one.at) },
      one.by
        ? { text: say.text('wins'), from: placed(one.by) }
        : { text: say.text('shellWins', { name: one.name }), from: `echo $${one.name}` },
    ]);
    if (!stated) return say.ruledOut(say.text('agrees'), evidence.from('container'));
    const answer = say.text('answerFile', { container: name, names, file: setting.at.file, place });
    const speak = setting.by ? say.confirmed : say.likely;
    return speak(answer, [stated, ...others], setting.by ? changeAndRecreate(evidence, place) : recreate(evidence));
  },
});
