import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Severity } from '../lint/define-rule.ts';
import type { Finding } from '../lint/lint.ts';
import { diagnosticSource, type FindingData } from '../protocol.ts';
import { translate } from '../render.ts';

const lspSeverities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Returns findings as LSP's diagnostics; each carries its fixes. */
export const diagnosticsFor = (findings: readonly Finding[]): Diagnostic[] => findings.map(diagnosticFor);

function diagnosticFor({ rule, link, severity, message, range, fixes, related }: Finding): Diagnostic {
  const data: FindingData = {
    fixes: fixes.map(({ title, edits, safe }) => ({ title: translate(title), edits, safe })),
  };
  return {
    range,
    severity: lspSeverities[severity],
    source: diagnosticSource,
    code: rule,
    ...(link === null ? {} : { codeDescription: { href: link } }),
    message: translate(message),
    relatedInformation: related.map(({ text, uri, range: place }) => ({
      message: translate(text),
      location: { uri, range: place },
    })),
    data,
  };
}
