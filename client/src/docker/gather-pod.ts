import { defineMessages } from '../../../core/src/text.ts';
import { podName, readPod } from '../workspace/pod-of.ts';
import { answerTo, failureText, known, missing, type Gatherer, type Look } from './gatherer.ts';
import { seeFile, withProbe } from './see-file.ts';

export const messages = defineMessages({
  noKubectl: 'kubectl did not tell about pod {pod}',
  tagGone: 'This engine has no image named {image}',
});

/** kubectl asks a cluster over the network; an answer that takes longer is not waited for. */
const timeoutMs = 3000;

/**
 * Records the pod of a container that Kubernetes made, where the file is not there, and what this engine has under the name of its image
 * now. The engine itself knows such an image by its ID only.
 */
export async function gatherPod(gatherer: Gatherer, { containerPath, isThere }: Look): Promise<void> {
  const { container, programs, question, engine, ask, evidence } = gatherer;
  const name = podName(container.Config.Labels);
  if (!name || !programs || isThere || containerPath === null) return;
  const words = ['get', 'pod', name.name, '--namespace', name.namespace, '--output', 'json'];
  const { workspaceFolder: folder, environment } = question;
  const end = await programs.run('kubectl', words, { folder, environment, signal: ask.signal, timeoutMs });
  const pod = 'problem' in end || end.status !== 0 ? null : readPod(end.stdout, name);
  if (!pod) return void (evidence.pod = missing(messages('noKubectl', { pod: name.name })));
  const tagged = await answerTo(engine.image(pod.image, {}, ask), messages('tagGone', { image: pod.image }));
  if ('why' in tagged) return void (evidence.pod = missing(tagged.why));
  try {
    const fileInTag = await withProbe(engine, tagged.value, (probe) => seeFile(engine, probe, containerPath, ask), ask);
    evidence.pod = known({ ...pod, tagId: tagged.value.Id, fileInTag }, ['kubectl', ...words].join(' '));
  } catch (error) {
    evidence.pod = missing(failureText(error));
  }
}
