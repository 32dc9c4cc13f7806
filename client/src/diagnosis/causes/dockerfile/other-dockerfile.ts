import { containerName } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { moveAndBuild } from '../../remedies/by-hand.ts';
import { placed } from '../../placed.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'The image is built from another Dockerfile than the edited one',
  why: '`build.dockerfile`, `docker build -f` and a dev container’s settings name the Dockerfile that counts. An edit of the one beside it changes no build.',
  needs: ['container', 'otherDockerfile'],
  outranks: [
    'not-copied-by-dockerfile',
    'dockerignore-excludes-file',
    'image-not-rebuilt',
    'outside-build-context',
    'container-runs-old-image',
    'process-not-restarted',
  ],
  messages: {
    answer: '{container} is built from {used}, not from {asked}',
    stated: 'Compose builds from {used}',
    inHistory: 'The steps of the image are those of {used}',
    noted: 'buildx noted a build of {used}, and none of {asked}',
    asked: '{matched} of {total} steps of {asked} are in the image’s history',
  },
  judge(evidence, say) {
    const { container, otherDockerfile } = evidence.its;
    const { asked, used, statedAt, knownBy, matched, total } = otherDockerfile;
    const speak = knownBy === 'neither' ? say.possible : knownBy === 'note' ? say.likely : say.confirmed;
    return speak(
      say.text('answer', { container: containerName(container), used, asked }),
      [
        statedAt
          ? { text: say.text('stated', { used }), from: placed(statedAt) }
          : { text: say.text('inHistory', { used }), from: evidence.from('otherDockerfile') },
        ...(knownBy === 'note'
          ? [{ text: say.text('noted', { used, asked }), from: 'grep -rh DockerfilePath ~/.docker/buildx/refs' }]
          : []),
        { text: say.text('asked', { asked, matched, total }), from: evidence.from('otherDockerfile') },
      ],
      moveAndBuild(evidence, used),
    );
  },
});
