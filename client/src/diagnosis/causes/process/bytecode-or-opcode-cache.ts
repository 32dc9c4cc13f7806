import { containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { removeCompiled } from '../../remedies/compiled-code.ts';
import { restart } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'process',
  title: 'The interpreter runs code that it compiled before the change',
  why: 'Python trusts a `.pyc` whose noted size and time (in whole seconds) are the source’s, whatever its content. PHP with `opcache.validate_timestamps=0` does not look at files again. Both go on with what they compiled from the file before.',
  needs: ['container', 'containerPath', 'fileOnHost', 'fileInContainer', 'compiledCode'],
  outranks: ['process-not-restarted'],
  messages: {
    answerPython: 'Python in {container} runs {compiled}, which was compiled from {file} before your change',
    answerPhp: 'PHP in {container} keeps {file} as it was compiled before your change',
    trusted: '{compiled} notes the size and the time of your file, so Python takes it for current',
    unchecked: '{compiled} is made to be trusted without a look at the source',
    older: 'It was written at {written}; your file changed at {changed}',
    lacks: 'It lacks words that are in your file: {count}',
    setting: '{setting} keeps PHP from looking at changed files',
    started: 'The container started at {started}, before your change',
    notThere: 'The file is not in the container yet',
    current: 'No compiled code is kept that would hide the change',
    noServer: 'PHP runs one program here, which it keeps without its cache too',
    startedLater: 'PHP started after the change, with an empty cache',
  },
  judge(evidence, say) {
    const { container, containerPath, fileOnHost, fileInContainer, compiledCode } = evidence.its;
    if (!hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('notThere'), evidence.from('fileInContainer'));
    if (!compiledCode) return say.ruledOut(say.text('current'), containerPath);
    const name = containerName(container);
    const again = restart(evidence);
    if (compiledCode.kind === 'php') {
      const started = container.State.StartedAt;
      const { program, reads, startedMs = Date.parse(started) } = evidence.maybe('process') ?? {};
      if (program === 'php' && reads === 'at-start')
        return say.ruledOut(say.text('noServer'), evidence.from('process'));
      // PHP's server empties its cache when it is told to reload: its workers are then newer than the container's start.
      if (startedMs >= fileOnHost.modifiedMs || !evidence.maybe('mount'))
        return say.ruledOut(say.text('startedLater'), evidence.from('container', '.State.StartedAt'));
      return say.likely(
        say.text('answerPhp', { container: name, file: containerPath }),
        [
          {
            text: say.text('setting', { setting: compiledCode.setting }),
            from: compiledCode.path.includes(' ') ? compiledCode.path : `${compiledCode.path}:${compiledCode.line}`,
          },
          { text: say.text('started', { started }), from: evidence.from('container', `.State.StartedAt ${started}`) },
        ],
        [again],
      );
    }
    const { path: compiled, writtenMs, sourceChangedMs, check, missingWords } = compiledCode;
    const older = say.text('older', {
      written: new Date(writtenMs).toISOString(),
      changed: new Date(sourceChangedMs).toISOString(),
    });
    // Words that are missing show that other content was compiled; without them a `chmod` may have moved the file's time of change.
    const speak = missingWords > 0 ? say.confirmed : say.possible;
    return speak(
      say.text('answerPython', { container: name, compiled, file: containerPath }),
      [
        { text: say.text(check === 'times' ? 'trusted' : 'unchecked', { compiled }), from: `xxd -l 16 ${compiled}` },
        { text: older, from: commandLine`stat -c %z ${fileOnHost.path}` },
        ...(missingWords > 0
          ? [{ text: say.text('lacks', { count: missingWords }), from: `strings ${compiled}` }]
          : []),
      ],
      [removeCompiled(evidence, compiled), again],
    );
  },
});
