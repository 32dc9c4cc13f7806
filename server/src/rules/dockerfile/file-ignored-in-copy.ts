import { decide, type IgnoreRule } from '../../../../core/src/dockerignore/dockerignore.ts';
import { defineMessages } from '../../../../core/src/text.ts';
import { contextCopyOf, filesOf, type CopySource } from '../../installs/context-copy.ts';
import type { BuildContext } from '../../lint/build-context.ts';
import { defineRule } from '../../lint/define-rule.ts';

/** What is said at the line of the ignore file, beside the finding. */
export const relatedMessages = defineMessages({ decides: 'This line keeps {source} out of the build context' });

export default defineRule({
  on: 'dockerfile',
  severity: 'warning',
  summary: 'COPY names a file that the ignore file keeps out of the build context',
  why: 'The builder never receives what the ignore file excludes. COPY of such a file fails, and COPY of a folder of such files brings an empty folder, so that an older file from the base image or from an earlier layer stays in place.',
  bad: 'FROM busybox\nCOPY dist/app.js /app/\n',
  good: 'FROM busybox\nCOPY src/app.js /app/\n',
  exampleContext: { files: ['src/app.js', 'dist/app.js'], ignoreFile: 'dist\n' },
  same: ['buildkit/CopyIgnoredFile'],
  links: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
  ],
  messages: { ignored: '{file}:{line} ({pattern}) keeps {source} out of the build context' },
  check({ dockerfile, context }, report) {
    if (!context?.ignoreFile) return;
    const { name: file, uri } = context.ignoreFile;
    for (const stage of dockerfile.stages) {
      for (const instruction of stage.instructions) {
        for (const source of contextCopyOf(dockerfile, stage, instruction, '/')?.sources ?? []) {
          const rule = excludedBy(source, context);
          if (!rule) continue;
          const shown = source.word.value;
          const related = [{ text: relatedMessages('decides', { source: shown }), uri, range: rule.range }];
          const values = { file, line: rule.line + 1, pattern: rule.pattern, source: shown };
          report('ignored', source.word.range, values, { related });
        }
      }
    }
  },
});

/** Returns the rule that leaves a source without any file, or null when some of it reaches the builder or that is unknown. */
function excludedBy(source: CopySource, { ignoreFile, files }: BuildContext): IgnoreRule | null {
  const rules = ignoreFile?.rules ?? [];
  if (source.is === 'context' || source.word.raw.includes('$')) return null;
  const [first, ...rest] = files ? filesOf(source, files) : [];
  if (first !== undefined)
    return [first, ...rest].every((file) => decide(rules, file).excluded) ? decide(rules, first).by : null;
  // Without a file to look at, an exception might bring back a part of a folder, and a wildcard says nothing.
  const isCertain = source.is === 'file' || (source.is === 'folder' && !rules.some(({ isException }) => isException));
  const decision = decide(rules, source.path);
  return isCertain && decision.excluded ? decision.by : null;
}
