import { basename } from '../../../core/src/path.ts';

/** Names, without their endings, of files that a repository has for its readers, its tools and its builds; no process reads them. */
const names =
  /^(readme|licen[cs]e|copying|changelog|changes|history|contributing|contributors|code_of_conduct|security|authors|maintainers|codeowners|notice|todo|roadmap)([-_][\w-]*)?(\.[a-z]{2}(-[a-z]{2})?)?(\.(md|markdown|txt|rst|adoc|org))?$/i;

const toolFiles =
  /^(\.git(ignore|attributes|modules|keep)|\.editorconfig|\.dockerignore|.*\.dockerignore|\.pre-commit-config\.ya?ml|dockerfile(\..*)?|.*\.dockerfile|containerfile(\..*)?|(docker-)?compose([.-][^/]*)?\.ya?ml)$/i;

const toolFolders = /(^|\/)\.(git|github|gitlab|circleci|vscode|idea|devcontainer)\//;

/**
 * Returns whether a file is one for people and their tools (a README, a licence, an editor's settings): images leave such files out on
 * purpose, so its absence is no loss that anybody has to be told of.
 */
export const isForPeople = (path: string): boolean =>
  names.test(basename(path)) || toolFiles.test(basename(path)) || toolFolders.test(path.replaceAll('\\', '/'));
