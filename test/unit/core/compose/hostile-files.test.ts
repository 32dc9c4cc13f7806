import { describe, expect, it } from 'vitest';
import { readComposeProject } from '../../../../core/src/compose/compose.ts';

describe('hostile files', () => {
  it('of nested aliases are read in bounded time', () => {
    const bomb = ['a0: &a0 [x, x]'];
    for (let level = 1; level <= 40; level += 1) bomb.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    const maps = ['m0: &m0 { k: x }'];
    for (let level = 1; level <= 40; level += 1)
      maps.push(`m${level}: &m${level} { a: *m${level - 1}, b: *m${level - 1} }`);
    const text = `${[...bomb, ...maps].join('\n')}\nservices: { web: { image: x, volumes: *a40, build: *m40 }, all: *m40 }\n`;
    const files = ['/w/compose.yaml', '/w/compose.b.yaml'];
    const [web] = readComposeProject({ files, workingDirectory: '/w', environment: {}, readFile: () => text }).services;
    expect(web?.image?.value).toBe('x');
  });

  it('of endless brackets have a problem', () => {
    const readFile = (): string => '['.repeat(100_000);
    const { problems } = readComposeProject({
      files: ['/w/compose.yaml'],
      workingDirectory: '/w',
      environment: {},
      readFile,
    });
    expect(problems.map(({ id }) => id)).toContain('syntax');
  });

  it.each([
    ['without end', (number: string) => `include: [${number}1.yaml, ${number}2.yaml, ${number}3.yaml]\n`],
    ['crosswise', (number: string) => `include: [${Number(number) + 1}.yaml, ${Number(number) + 2}.yaml]\n`],
  ])('that include others %s are given up after a number of them', (_, text) => {
    let reads = 0;
    const project = readComposeProject({
      files: ['/w/0.yaml'],
      workingDirectory: '/w',
      environment: {},
      readFile: (path) => {
        reads += 1;
        const number = /\/(\d+)\.yaml$/.exec(path)?.[1];
        return number === undefined ? null : text(number);
      },
    });
    expect(project.isApproximate).toBe(true);
    expect(reads).toBeLessThan(10_000);
  });
});
