import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { buildAndRecreate } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'container',
  title: 'The change was built for another Compose project of the same folder',
  why: 'Compose names images and containers after the project, and takes that name from `-p`, `COMPOSE_PROJECT_NAME`, `name:` or the folder. When it differs between two commands, the build goes to one project while you look at the other.',
  needs: ['container', 'fileOnHost', 'fileInContainer', 'otherProject'],
  outranks: ['image-not-rebuilt', 'built-but-not-loaded', 'built-different-tag', 'last-build-failed'],
  messages: {
    answer: 'Your change was built for project {other}, and {container} belongs to project {project}',
    containerHas: '{name} of project {other} has your content at {path}',
    imageHas: '{name}, the image of project {other}, has your content at {path}',
    sameFolder: 'Both projects were made from {folder}',
    lacks: '{container} of project {project} has another content',
    arrived: 'The container has your content',
    none: 'No other project has your content',
  },
  judge(evidence, say) {
    const { container, fileOnHost, fileInContainer, otherProject } = evidence.its;
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('arrived'), evidence.from('fileInContainer', contentName(fileInContainer)));
    if (!otherProject) return say.ruledOut(say.text('none'), evidence.from('otherProject'));
    const { project: other, folder, seen, image } = otherProject;
    const { path } = seen;
    const name = containerName(container);
    const project = container.Config.Labels['com.docker.compose.project'] ?? '';
    return say.confirmed(
      say.text('answer', { other, container: name, project }),
      [
        otherProject.container === null
          ? {
              text: say.text('imageHas', { name: image, other, path }),
              from: commandLine`docker run --rm --entrypoint sha256sum ${image} ${path}`,
            }
          : {
              text: say.text('containerHas', { name: otherProject.container, other, path }),
              from: commandLine`docker cp ${otherProject.container}:${path} - | tar -xO | sha256sum → ${contentName(seen)}`,
            },
        {
          text: say.text('lacks', { container: name, project }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
        ...(folder === null
          ? []
          : [
              {
                text: say.text('sameFolder', { folder }),
                from: evidence.from('container', '.Config.Labels com.docker.compose.project.working_dir'),
              },
            ]),
      ],
      buildAndRecreate(evidence),
    );
  },
});
