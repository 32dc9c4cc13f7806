import { hasContentOf } from '../../content.ts';
import { defineCause } from '../../define-cause.ts';
import { isUsuallyMadeOf, judgedHostOutput } from '../../host-output.ts';
import { placed } from '../../placed.ts';
import { buildAndRecreate, runHostBuild } from '../../remedies.ts';
import { commandLine } from '../../report/quote-command.ts';

export default defineCause({
  hop: 'context',
  title: 'The image copies a build output of the host, which was not built again',
  why: 'The Dockerfile copies `dist/`, a jar or a binary that a tool on the host makes. The source is edited, the tool was not run, so the build context still has the old output.',
  needs: ['plan', 'fileOnHost', 'container', 'hostOutputs'],
  outranks: ['not-copied-by-dockerfile', 'dockerignore-excludes-file', 'image-not-rebuilt'],
  messages: {
    answer: '{output} was built before you changed {file}, and only {output} is copied into the image',
    copies: '{instruction} copies it',
    notSource: 'No COPY or ADD takes {file} itself',
    older: 'The newest file of {output} is of {made}; your file was changed at {changed}',
    lineMissing: 'Line {line} of your file is not in it, others are',
    same: 'The container has {output} as it is on the host',
    fresh: '{output} has what you wrote',
    notOlder: '{output} is not older than your change',
    otherKind: '{output} is not usually made of such a file',
    tracked: 'git keeps {output}, and its times say nothing',
    notBuilt: '{output} is newer on the host than in the container',
    none: 'The Dockerfile copies no output of a host build',
    there: 'The container has the file itself',
  },
  judge(evidence, say) {
    const { plan, fileOnHost } = evidence.its;
    const from = evidence.from('hostOutputs');
    if (hasContentOf(evidence.maybe('fileInContainer'), fileOnHost)) return say.ruledOut(say.text('there'), from);
    const told = judgedHostOutput(evidence);
    if (!told) return say.ruledOut(say.text('none'), from);
    const { output: each, freshness, isOlder } = told;
    if (freshness === 'fresh') return say.ruledOut(say.text('fresh', { output: each.path }), from);
    const { path: output, copiedBy, modifiedMs, isTracked, isSameInContainer } = each;
    if (freshness === 'unknown' && !isUsuallyMadeOf(output, fileOnHost.realPath))
      return say.ruledOut(say.text('otherKind', { output }), from);
    if (freshness === 'unknown' && isTracked) return say.ruledOut(say.text('tracked', { output }), from);
    if (freshness === 'unknown' && !isOlder) return say.ruledOut(say.text('notOlder', { output }), from);
    if (isSameInContainer === false) return say.ruledOut(say.text('notBuilt', { output }), from);
    const file = fileOnHost.path;
    const line = each.overlap.missingLine;
    return (freshness === 'stale' && isSameInContainer === true ? say.confirmed : say.likely)(
      say.text('answer', { output, file }),
      [
        {
          text: say.text('copies', { instruction: copiedBy.instruction }),
          from: placed(copiedBy.at),
        },
        { text: say.text('notSource', { file }), from: plan.dockerfile },
        {
          text: say.text('older', {
            output,
            made: new Date(modifiedMs).toISOString(),
            changed: new Date(fileOnHost.modifiedMs).toISOString(),
          }),
          from: commandLine`stat -c %y ${fileOnHost.path}`,
        },
        ...(freshness !== 'unknown' && line !== null
          ? [{ text: say.text('lineMissing', { line }), from: `${plan.contextFolder}/${output}` }]
          : []),
        ...(isSameInContainer
          ? [{ text: say.text('same', { output }), from: evidence.from('container', copiedBy.containerPath) }]
          : []),
      ],
      [...runHostBuild(each.command), ...buildAndRecreate(evidence)],
    );
  },
});
