import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Shell } from '../../core/src/shell/shell.ts';
import type { BuildContext } from './lint/build-context.ts';
import type { DockerfileSubject } from './lint/define-rule.ts';
import { lint, type Finding } from './lint/lint.ts';
import { dockerfileSubject } from './lint/subject.ts';
import type { Settings } from './settings.ts';

/** A document as it was read: for hovers, diagnostics and code actions alike. */
export interface Analysis {
  readonly version: number;
  readonly subject: DockerfileSubject;
  readonly findings: readonly Finding[];
}

/** Where an analysis gets what is not in the document. */
export interface AnalysisSources {
  readonly shell: () => Promise<Shell>;
  readonly settings: (uri: string) => Promise<Settings>;
  readonly context: (uri: string) => Promise<BuildContext | null>;
  readonly log: (line: string) => void;
}

/** Analyses documents, each version once. */
export interface Analyses {
  /** Returns the analysis of a document that is a Dockerfile, null for another one. */
  readonly of: (document: TextDocument) => Promise<Analysis | null>;
  /** Forgets a document, or all of them where settings, contexts or ignore files have changed. */
  readonly forget: (uri?: string) => void;
}

/** Returns the analyses over some sources. */
export function analysesOver(sources: AnalysisSources): Analyses {
  const memory = new Map<string, { version: number; analysis: Promise<Analysis> }>();
  return {
    of: async (document) => {
      if (document.languageId !== 'dockerfile') return null;
      const known = memory.get(document.uri);
      if (known?.version === document.version) return known.analysis;
      const analysis = analyse(document, sources);
      memory.set(document.uri, { version: document.version, analysis });
      return analysis;
    },
    forget: (uri) => {
      if (uri === undefined) memory.clear();
      else memory.delete(uri);
    },
  };
}

async function analyse(document: TextDocument, sources: AnalysisSources): Promise<Analysis> {
  const { uri, version } = document;
  const text = document.getText();
  const [shell, settings, context] = await Promise.all([sources.shell(), sources.settings(uri), sources.context(uri)]);
  const subject = dockerfileSubject(text, shell, context);
  const { findings, crashed } = lint(subject, settings);
  for (const { rule, error } of crashed) sources.log(`The rule ${rule} failed on ${uri}: ${error}`);
  return { version, subject, findings };
}
