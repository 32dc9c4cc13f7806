import { dirname, resolve } from '../../../../../core/src/path.ts';
import { contentName, containerName, hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { placeThatLacks } from '../../missed-image.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, editDockerfile } from '../../remedies.ts';

export default defineCause({
  hop: 'dockerfile',
  title: 'A symbolic link is copied as a link, without what it points to',
  why: 'COPY of a folder takes the links in it as they are. What a link points to comes only if it is copied too, to the place where the link leads inside the container. A link that COPY names by itself is followed.',
  needs: ['plan', 'link', 'fileOnHost', 'container', 'fileInContainer'],
  outranks: [
    'image-not-rebuilt',
    'built-but-not-loaded',
    'not-copied-by-dockerfile',
    'outside-build-context',
    'stage-does-not-contain-file',
    'dockerignore-excludes-file',
  ],
  messages: {
    answer: '{link} is copied as a link, and no COPY brings your file to where it leads',
    isLink: '{containerPath} in {container} is a link to {target}',
    copies: 'COPY takes the folder with the link in it: {instruction}',
    absent: 'There is no {path} in {container}',
    different: '{path} in {container} has another content',
    noLink: 'No part of the file’s path is a link',
    followed: 'COPY followed the link',
    arrives: 'A build brings the file to where the link leads: {path}',
    there: 'The container has the file nevertheless',
    byMount: 'A mount decides what is at that path',
  },
  judge(evidence, say) {
    const { plan, link, fileOnHost, container, fileInContainer } = evidence.its;
    if (!link) return say.ruledOut(say.text('noLink'), evidence.from('link'));
    if (link.target === null) return say.ruledOut(say.text('followed'), evidence.from('link'));
    if (link.arrives) return say.ruledOut(say.text('arrives', { path: link.leadsTo }), evidence.from('plan'));
    if (hasContentOf(fileInContainer, fileOnHost))
      return say.ruledOut(say.text('there'), evidence.from('fileInContainer'));
    if (!placeThatLacks(evidence)) return say.ruledOut(say.text('byMount'), evidence.from('mount'));
    const name = containerName(container);
    const { hostPath, containerPath, target, leadsTo, targetInContext } = link;
    const copy = plan.copies.at(-1);
    return say.confirmed(
      say.text('answer', { link: hostPath }),
      [
        { text: say.text('isLink', { containerPath, container: name, target }), from: evidence.from('link') },
        ...(copy
          ? [
              {
                text: say.text('copies', { instruction: copy.instruction }),
                from: placed(copy.at),
              },
            ]
          : []),
        {
          text: say.text(fileInContainer.kind === 'absent' ? 'absent' : 'different', {
            path: leadsTo,
            container: name,
          }),
          from: evidence.from('fileInContainer', contentName(fileInContainer)),
        },
      ],
      targetInContext === null
        ? []
        : [
            ...editDockerfile({ ...plan, pathInContext: targetInContext }, resolve(dirname(containerPath), target)),
            ...buildAndRecreate(evidence),
          ],
    );
  },
});
