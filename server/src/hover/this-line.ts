import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { assignmentsOf } from '../../../core/src/dockerfile/variables.ts';
import { asMarkdownCode } from '../../../core/src/escape.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import { contextCopyOf } from '../installs/context-copy.ts';
import type { DockerfileSubject } from '../lint/define-rule.ts';

export const messages = defineMessages({
  rerunByFiles: 'Here: a change of these files reruns {count} instructions below ({lines}).',
  rerunByOne: 'Here: a change of these files reruns 1 instruction below ({lines}).',
  wholeContext: 'Here: any file of the build context that the ignore file lets through counts.',
  onlyFiles: 'Here: only {files} count.',
  firstUse: 'Here: {name} is first used in line {line}.',
  neverUsed: 'Here: no instruction below names {name}.',
  runsBelow: 'Here: RUN instructions below that have it in their environment: {count}.',
  argumentsInScope: 'Here: the build arguments {names} are part of it.',
  usedBy: 'Here: other stages take files from this one, or are built on it (lines {lines}).',
  unused: 'Here: no other stage uses this one, so it is built only as a target of its own.',
});

/** Returns what is special about an instruction on its own line: what it depends on, and what depends on it. */
export function thisLine(file: DockerfileSubject, stage: Stage, instruction: Instruction): Text[] {
  const below = stage.instructions.slice(stage.instructions.indexOf(instruction) + 1);
  switch (instruction.keyword) {
    case 'ADD':
    case 'COPY':
      return [...readsOf(file, stage, instruction), ...rerunBelow(below)];
    case 'ARG':
      return assignmentsOf(instruction, file.dockerfile.escape).map(({ name }) => firstUse(name, below));
    case 'ENV': {
      const count = below.filter(({ keyword }) => keyword === 'RUN').length;
      return count > 0 ? [messages('runsBelow', { count })] : [];
    }
    case 'RUN':
      return argumentsAbove(file, stage, instruction);
    case 'FROM':
      return usesOf(file, stage);
    default:
      return [];
  }
}

const makesLayer = ({ keyword }: Instruction): boolean => ['RUN', 'COPY', 'ADD'].includes(keyword);

function rerunBelow(below: readonly Instruction[]): Text[] {
  const again = below.filter(makesLayer);
  if (again.length === 0) return [];
  const lines = linesOf(again);
  return [
    again.length === 1 ? messages('rerunByOne', { lines }) : messages('rerunByFiles', { count: again.length, lines }),
  ];
}

const maximumLines = 5;

function linesOf(instructions: readonly Instruction[]): string {
  const numbers = instructions.map(({ range }) => range.start.line + 1);
  return numbers.length <= maximumLines ? numbers.join(', ') : `${numbers.slice(0, maximumLines).join(', ')}, …`;
}

function readsOf({ dockerfile }: DockerfileSubject, stage: Stage, instruction: Instruction): Text[] {
  const sources = contextCopyOf(dockerfile, stage, instruction, '/')?.sources ?? [];
  if (sources.some(({ is }) => is === 'context')) return [messages('wholeContext')];
  const isPlain = sources.length > 0 && sources.every(({ is }) => is === 'file');
  return isPlain
    ? [messages('onlyFiles', { files: sources.map(({ word }) => asMarkdownCode(word.value)).join(', ') })]
    : [];
}

function firstUse(name: string, below: readonly Instruction[]): Text {
  const user = below.find(({ text, heredocs }) =>
    [text, ...heredocs.map(({ content }) => content)].some((one) => names(one, name)),
  );
  const shown = asMarkdownCode(name);
  return user
    ? messages('firstUse', { name: shown, line: user.range.start.line + 1 })
    : messages('neverUsed', { name: shown });
}

const names = (text: string, name: string): boolean =>
  [...text.matchAll(/\$\{?(\w+)/g)].some(([, used]) => used === name);

function argumentsAbove({ dockerfile }: DockerfileSubject, stage: Stage, instruction: Instruction): Text[] {
  const above = stage.instructions.slice(0, stage.instructions.indexOf(instruction));
  const declared = above
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap((one) => assignmentsOf(one, dockerfile.escape).map(({ name }) => asMarkdownCode(name)));
  return declared.length > 0 ? [messages('argumentsInScope', { names: [...new Set(declared)].join(', ') })] : [];
}

function usesOf({ dockerfile }: DockerfileSubject, stage: Stage): Text[] {
  if (stage.index === dockerfile.stages.length - 1) return [];
  const means = (name: string | null | undefined): boolean =>
    name === String(stage.index) || (stage.name !== null && name?.toLowerCase() === stage.name.toLowerCase());
  const users = dockerfile.stages
    .slice(stage.index + 1)
    .flatMap((later) => [
      ...(means(later.base) ? [later.from] : []),
      ...later.instructions.filter(({ flags }) =>
        flags.some(({ name, value }) =>
          name === 'from' ? means(value) : name === 'mount' && means(/(?:^|,)from=([^,]*)/.exec(value ?? '')?.[1]),
        ),
      ),
    ]);
  return [users.length > 0 ? messages('usedBy', { lines: linesOf(users) }) : messages('unused')];
}
