import { contentName, containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'A RUN writes below a declared volume, and the legacy builder discards that',
  why: 'The legacy builder runs each RUN in a container. Once VOLUME is declared, that container has a volume there, and what is written into it is not part of the image. BuildKit keeps it. Declare the volume after the last write, or build with BuildKit.',
  needs: ['fileOnHost', 'container', 'discardedWrite'],
  messages: {
    answer:
      '{dockerfile}:{line} writes {path} below a volume that was declared before, and the legacy builder discarded it',
    run: 'Line {line} writes below {volume}: {instruction}',
    declared: 'Line {line} declares the volume {volume}',
    declaredByBase: 'The base image declares the volume {volume}',
    legacy: 'The image was built by the legacy builder: its history has #(nop)',
    absent: '{container} has no {path}',
    different: '{container} has another content at {path}',
    none: 'No RUN writes the file below a volume that was declared before',
  },
  judge(evidence, say) {
    const { container, discardedWrite } = evidence.its;
    if (!discardedWrite) return say.ruledOut(say.text('none'), evidence.from('discardedWrite'));
    const { run, volume, volumeLine, seen } = discardedWrite;
    const { file: dockerfile, line } = run.at;
    const name = containerName(container);
    return say.confirmed(
      say.text('answer', { dockerfile, line, path: seen.path }),
      [
        { text: say.text('run', { line, volume, instruction: run.instruction }), from: `${dockerfile}:${line}` },
        volumeLine === null
          ? { text: say.text('declaredByBase', { volume }), from: evidence.from('container', '.Config.Volumes') }
          : { text: say.text('declared', { line: volumeLine, volume }), from: `${dockerfile}:${volumeLine}` },
        { text: say.text('legacy'), from: evidence.from('containerHistory') },
        {
          text: say.text(seen.kind === 'absent' ? 'absent' : 'different', { container: name, path: seen.path }),
          from: commandLine`docker cp ${name}:${seen.path} - | tar -xO | sha256sum → ${contentName(seen)}`,
        },
      ],
      // The CLI's own builder is BuildKit, unless DOCKER_BUILDKIT=0 says otherwise.
      buildAndRecreate(evidence),
    );
  },
});
