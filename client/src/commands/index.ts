// Written by generate.ts from manifest.ts.
import type { Command } from './command.ts';
import { applyEdit } from './apply-edit.ts';
import { checkAgain } from './check-again.ts';
import { compareImageWithContainer } from './compare-image-with-container.ts';
import { compareWorkspaceWithContainer } from './compare-workspace-with-container.ts';
import { compareWorkspaceWithImage } from './compare-workspace-with-image.ts';
import { copyCommand } from './copy-command.ts';
import { copyReport } from './copy-report.ts';
import { copyReportForBug } from './copy-report-for-bug.ts';
import { fix } from './fix.ts';
import { openReport } from './open-report.ts';
import { restartServer } from './restart-server.ts';
import { runCommand } from './run-command.ts';
import { showOutput } from './show-output.ts';
import { why } from './why.ts';
import { whyContainer } from './why-container.ts';
import type { CommandId } from './manifest.ts';

/** The function behind each command. */
export const handlers: Readonly<Record<CommandId, Command>> = {
  'unstale.why': why,
  'unstale.whyContainer': whyContainer,
  'unstale.checkAgain': checkAgain,
  'unstale.fix': fix,
  'unstale.openReport': openReport,
  'unstale.copyReport': copyReport,
  'unstale.copyReportForBug': copyReportForBug,
  'unstale.compareWorkspaceWithContainer': compareWorkspaceWithContainer,
  'unstale.compareWorkspaceWithImage': compareWorkspaceWithImage,
  'unstale.compareImageWithContainer': compareImageWithContainer,
  'unstale.copyCommand': copyCommand,
  'unstale.runCommand': runCommand,
  'unstale.applyEdit': applyEdit,
  'unstale.restartServer': restartServer,
  'unstale.showOutput': showOutput,
};
