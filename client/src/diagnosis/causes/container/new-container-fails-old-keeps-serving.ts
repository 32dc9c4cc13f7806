import { contentName, containerName, hasContentOf } from '../../content.ts';
import { leavesImageOut } from '../../covering-mount.ts';
import { defineCause } from '../../define-cause.ts';
import { showLogs, startInPlaceOf } from '../../remedies/deploys.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'container',
  title: 'The new container fails, and the old one keeps serving',
  why: 'A rollout starts the new container beside the old one, and removes the old one only when the new one is well. A new one that crashes or stays unhealthy leaves the old code in place.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'successor'],
  outranks: [
    'container-runs-old-image',
    'built-different-tag',
    'image-not-rebuilt',
    'leftover-old-replica',
    'swarm-service-pinned',
    'uncommitted-change-built-from-git',
  ],
  messages: {
    restarting: '{successor} has your change but crashes again and again; {container}, the old one, keeps serving',
    exited: '{successor} has your change but ended with exit status {code}; {container}, the old one, keeps serving',
    'not-started': '{successor} has your change but could not be started; {container}, the old one, keeps serving',
    unhealthy: '{successor} has your change but is unhealthy; {container}, the old one, keeps serving',
    has: '{successor} has your content at {path}',
    lacks: '{container} has another content there, and runs',
    state: '{successor} is {state}',
    ended: '{successor} is {state}, exit status {code}',
    outOfMemory: 'The kernel killed it, because it needed more memory than it may have',
    takenPort: 'Port {port} of the host was taken',
    arrived: 'The container has your content',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, successor } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer'));
    if (leavesImageOut(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const { name, state, exitCode, isOutOfMemory, takenPort, seen } = successor;
    const names = { successor: name, container: containerName(container) };
    const isEnded = exitCode !== null && state !== 'not-started';
    const answer =
      state === 'exited' ? say.text('exited', { ...names, code: exitCode ?? 0 }) : say.text(state, { ...names });
    return say.confirmed(
      answer,
      [
        {
          text: isEnded
            ? say.text('ended', { successor: name, state, code: exitCode })
            : say.text('state', { successor: name, state }),
          from: evidence.from('successor', '.State'),
        },
        ...(isOutOfMemory
          ? [{ text: say.text('outOfMemory'), from: evidence.from('successor', '.State.OOMKilled') }]
          : []),
        ...(takenPort === null
          ? []
          : [
              {
                text: say.text('takenPort', { port: takenPort }),
                from: evidence.from('successor', '.State.Error'),
              },
            ]),
        {
          text: say.text('has', { successor: name, path: seen.path }),
          from: commandLine`docker cp ${name}:${seen.path} - | tar -xO | sha256sum → ${contentName(seen)}`,
        },
        {
          text: say.text('lacks', { container: names.container }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      takenPort === null ? [showLogs(evidence, name)] : startInPlaceOf(evidence, name),
    );
  },
});
