import { describe, expect, it } from 'vitest';
import { findDockerWorkflowStep } from '../../../../core/src/workflow/docker-build-step.ts';

const workflow = (...steps: readonly string[]): string =>
  ['on: push', 'jobs:', '  image:', '    steps:', ...steps.map((step) => `      ${step}`)].join('\n');

describe('the step of a workflow that builds an image', () => {
  it('has the line of its action where it names no context', () => {
    const text = workflow(
      '- uses: actions/checkout@v4',
      '- uses: docker/build-push-action@v6',
      '  with:',
      '    push: true',
    );
    expect(findDockerWorkflowStep(text)).toBe(6);
  });

  it('does not count where it names one', () => {
    const text = workflow('- uses: docker/build-push-action@v6', '  with:', '    context: .');
    expect(findDockerWorkflowStep(text)).toBeNull();
  });

  it.each(['', 'jobs: []', 'jobs: {a: {steps: 3}}', '- a', workflow('- run: docker build .')])(
    'is not in %j',
    (text) => {
      expect(findDockerWorkflowStep(text)).toBeNull();
    },
  );
});
