import type { Range } from '../../../core/src/range.ts';
import type { Text } from '../../../core/src/text.ts';
import { rules } from '../rules/index.ts';
import type { Level, Settings } from '../settings.ts';
import type { DockerfileSubject, Fix, RegisteredRule, RelatedPlace, Severity } from './define-rule.ts';
import { ignoreComments } from './ignore-comments.ts';

/** One finding of one rule. */
export interface Finding {
  readonly rule: string;
  readonly same: readonly string[];
  /** A page that explains what the rule is about. */
  readonly link: string | null;
  readonly severity: Severity;
  readonly message: Text;
  readonly range: Range;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
}

/** The findings of a document, in its order, and the rules that failed on it. */
export interface LintResult {
  readonly findings: readonly Finding[];
  readonly crashed: readonly { readonly rule: string; readonly error: string }[];
}

/**
 * Returns what the rules find in a Dockerfile under the user's levels and the document's own ignore comments. Never throws: a
 * rule that does is reported in `crashed`, and the others are not disturbed. `among` is for tests.
 */
export function lint(
  subject: DockerfileSubject,
  settings: Settings,
  among: readonly RegisteredRule[] = rules,
): LintResult {
  const isIgnored = ignoreComments(subject.dockerfile);
  const findings: Finding[] = [];
  const crashed: { rule: string; error: string }[] = [];
  for (const rule of among) {
    const severity = severityOf(rule, settings.rules[rule.id] ?? 'default');
    if (!severity) continue;
    const found: Finding[] = [];
    try {
      rule.check(subject, (message, range, values, { fixes = [], related = [] } = {}) => {
        const english = rule.messages[message] ?? message;
        const link = rule.links[0] ?? null;
        found.push({
          rule: rule.id,
          same: rule.same,
          link,
          severity,
          message: { english, values },
          range,
          fixes,
          related,
        });
      });
    } catch (error) {
      crashed.push({ rule: rule.id, error: error instanceof Error ? error.message : String(error) });
    }
    findings.push(...found.filter(({ range }) => !isIgnored([rule.id, ...rule.same], range)));
  }
  return { findings: findings.sort(byPlace), crashed };
}

const severityOf = (rule: RegisteredRule, level: Level): Severity | null =>
  level === 'off' ? null : level === 'default' ? rule.severity : level;

const byPlace = (a: Finding, b: Finding): number =>
  a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
