import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';

/** The action builds what was pushed when it is given no context. See https://github.com/docker/build-push-action#git-context */
const action = /^docker\/build-push-action(@|$)/;

/** Returns the one-based line of the first step of a GitHub workflow that builds an image and names no context; null without one. */
export function findDockerWorkflowStep(text: string): number | null {
  const lines = new LineCounter();
  const root: unknown = parseDocument(text, { lineCounter: lines, logLevel: 'silent' }).contents;
  const jobs: unknown = isMap(root) ? root.get('jobs') : null;
  if (!isMap(jobs)) return null;
  const steps = jobs.items.flatMap(({ value }) => {
    const listed: unknown = isMap(value) ? value.get('steps') : null;
    return isSeq(listed) ? listed.items.filter(isMap) : [];
  });
  for (const step of steps) {
    const uses: unknown = step.get('uses', true);
    if (!isScalar(uses) || typeof uses.value !== 'string' || !action.test(uses.value) || !uses.range) continue;
    if (!hasContext(step)) return lines.linePos(uses.range[0]).line;
  }
  return null;
}

function hasContext(step: YAMLMap): boolean {
  const given: unknown = step.get('with');
  return isMap(given) && given.has('context');
}
