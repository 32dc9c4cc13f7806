import { basename } from './path.ts';

/** Endings of files that programs read as they run, and that are kept as they are where a compiler takes them into its result. */
const anywhere = /\.(sql|tmpl|tpl|gohtml|gotmpl|erb|ejs|hbs|mustache|twig|jinja2?|j2)$/i;

/** Endings that tools' own settings have as well: in these folders, or under these names, they are the program's. */
const inFolders = /\.(toml|ya?ml|json|ini|conf|cfg|properties|csv|txt|html?|xml|crt|pem|sh)$/i;

const folders =
  /(^|\/)(config|conf|settings|locales?|i18n|translations|lang|seeds?|fixtures|data|db|migrations?|templates?|views|e?mails?|scripts)\//i;

const names = /^(config|settings|application|app|nginx|logging)([._-][\w.-]*)?\.(toml|ya?ml|ini|conf|cfg|properties)$/i;

/**
 * Returns whether a file, by its path in the build context, is one that a program reads as it runs: SQL, templates, settings, texts. A compiler has
 * no other use for it than to keep its text, so what lacks the text was not made of it.
 */
export const isRuntimeData = (path: string): boolean =>
  anywhere.test(path) || (inFolders.test(path) && folders.test(path)) || names.test(basename(path));

/** Shorter texts are met by chance. */
const shortest = 6;

/**
 * Returns the texts of a file that would be found in whatever keeps it: its lines, and the values in them, since settings are written anew in
 * another notation. Lines of any length where none is long enough; none for a file without words.
 */
export function tellingTexts(content: string): readonly string[] {
  const lines = content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\w/.test(line) && !/^(#|--|\/\/|;|<!--)/.test(line));
  const values = lines.flatMap((line) => /[:=]\s*["']?([^"']+?)["']?[,;]?$/.exec(line)?.[1] ?? []);
  const long = [...lines, ...values].filter((text) => text.length >= shortest);
  return [...new Set(long.length > 0 ? long : lines)];
}
