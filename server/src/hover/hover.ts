import type { Instruction, Stage } from '../../../core/src/dockerfile/model.ts';
import { contains, type Position, type Range } from '../../../core/src/range.ts';
import { defineMessages, type Text, type Translate } from '../../../core/src/text.ts';
import type { DockerfileSubject } from '../lint/define-rule.ts';
import { directiveEffects, flagEffects, flagKey, flagLink, mountEffects, mountType } from './flags.ts';
import { caches, effects, instructionLink, isKeyword } from './instructions.ts';
import { thisLine } from './this-line.ts';

export const messages = defineMessages({
  reference: '[Reference]({link})',
  onBuild: 'Runs in builds FROM this image, not in this one.',
});

/** What a hover shows: Markdown, and the range it speaks of. */
export interface HoverContent {
  readonly markdown: string;
  readonly range: Range;
}

/** Returns the hover at a position: on an instruction's keyword, on a flag, or on a directive; null elsewhere. */
export function hoverAt(file: DockerfileSubject, position: Position, translate: Translate): HoverContent | null {
  const directive = file.dockerfile.directives.find(({ range }) => contains(range, position));
  if (directive) return hoverOnDirective(directive.name, directive.range, translate);
  for (const [stage, instruction] of instructionsOf(file)) {
    if (!contains(instruction.range, position)) continue;
    const { trigger } = instruction;
    const inTrigger =
      trigger && contains(trigger.range, position) ? hoverOn(file, stage, trigger, position, translate) : null;
    if (inTrigger) return { ...inTrigger, markdown: `${translate(messages('onBuild'))}\n\n${inTrigger.markdown}` };
    return hoverOn(file, stage, instruction, position, translate);
  }
  return null;
}

function instructionsOf({ dockerfile }: DockerfileSubject): [Stage | null, Instruction][] {
  return [
    ...dockerfile.globals.map((instruction): [null, Instruction] => [null, instruction]),
    ...dockerfile.stages.flatMap((stage) =>
      [stage.from, ...stage.instructions].map((instruction): [Stage, Instruction] => [stage, instruction]),
    ),
  ];
}

function hoverOn(
  file: DockerfileSubject,
  stage: Stage | null,
  instruction: Instruction,
  position: Position,
  translate: Translate,
): HoverContent | null {
  const { keyword, keywordRange } = instruction;
  const flag = instruction.flags.find(({ range }) => contains(range, position));
  if (flag) {
    const key = flagKey(keyword, flag.name);
    if (!key) return null;
    const type = flag.name === 'mount' ? mountType(flag.value ?? '') : null;
    const texts = [flagEffects(key), ...(type ? [mountEffects(type)] : [])];
    return content(`**${key}**${type ? ` (${type})` : ''}`, texts, flagLink(keyword, flag.name), flag.range, translate);
  }
  if (!contains(keywordRange, position) || !isKeyword(keyword)) return null;
  const special = stage ? thisLine(file, stage, instruction) : [];
  const texts = [effects(keyword), caches(keyword), ...special];
  return content(`**${keyword}**`, texts, instructionLink(keyword), keywordRange, translate);
}

function hoverOnDirective(name: string, range: Range, translate: Translate): HoverContent | null {
  if (name !== 'syntax' && name !== 'escape' && name !== 'check') return null;
  const link = `https://docs.docker.com/reference/dockerfile/#${name}`;
  return content(`**# ${name}**`, [directiveEffects(name)], link, range, translate);
}

function content(
  title: string,
  texts: readonly Text[],
  link: string,
  range: Range,
  translate: Translate,
): HoverContent {
  const paragraphs = [title, ...texts.map(translate), translate(messages('reference', { link }))];
  return { markdown: paragraphs.join('\n\n'), range };
}
