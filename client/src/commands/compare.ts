import path from 'node:path';
import * as vscode from 'vscode';
import { makeVisible } from '../../../core/src/escape.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { Comparable, Report } from '../diagnosis/report/report.ts';
import { Refusal } from '../ui/problem.ts';
import { translate } from '../ui/render.ts';
import type { Workbench } from './command.ts';

export const messages = defineMessages({
  title: '{file}: {left} ↔ {right}',
  workspace: 'workspace',
  container: 'container {name}',
  image: 'image of {name}',
  nothing: 'There is nothing to compare: ask about a file first',
  noImage: 'The image of {name} could not be read, so there is nothing to compare with',
});

/** The places a file can be compared between. */
export type Side = 'workspace' | 'image' | 'container';

/** Opens VS Code's diff editor on the file of the last report. What is further along the way of a change stands on the left. */
export async function compare({ trace, files }: Workbench, left: Side, right: Side): Promise<void> {
  const { report } = trace;
  const comparable = report?.comparable;
  if (!report || !comparable) throw new Refusal({ text: messages('nothing'), actions: [] });

  const open = (side: Side): Promise<vscode.Uri> => {
    if (side === 'workspace') return Promise.resolve(vscode.Uri.file(comparable.hostPath));
    const id = side === 'container' ? report.container.id : imageOf(comparable, report);
    return files.open({ side, id, path: comparable.containerPath });
  };
  const [leftUri, rightUri] = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window }, () =>
    Promise.all([open(left), open(right)]),
  );

  const title = messages('title', {
    file: path.posix.basename(comparable.containerPath),
    left: translate(nameOf(left, report)),
    right: translate(nameOf(right, report)),
  });
  await vscode.commands.executeCommand('vscode.diff', leftUri, rightUri, makeVisible(translate(title)));
}

/** The image the container runs; where it is gone, the one that its tag names now. */
function imageOf({ containerImage, taggedImage }: Comparable, { container }: Report): string {
  const image = containerImage ?? taggedImage;
  if (image === null) throw new Refusal({ text: messages('noImage', { name: container.name }), actions: [] });
  return image;
}

const nameOf = (side: Side, { container: { name } }: Report): Text =>
  side === 'workspace' ? messages('workspace') : messages(side, { name });
