/**
 * Everything the extension contributes to VS Code's menus, as plain data. `generate.ts` writes it into `package.json` and
 * `package.nls.json`. A command is a row here and a file of the same name beside it: `unstale.copyReport` is the function
 * `copyReport` in `copy-report.ts`.
 */

/** One command. `title` is English and shown after the category; `enablement` and `palette` are `when` clauses. */
export interface CommandRow {
  readonly id: `unstale.${string}`;
  readonly title: string;
  readonly icon?: `$(${string})`;
  readonly enablement?: string;
  /** When the command palette lists it; always, where this is left out. */
  readonly palette?: string;
}

/** One entry of a menu: which command, in which group, and when it is there. */
export interface MenuRow {
  readonly command: string;
  readonly group: string;
  readonly when?: string;
}

/** The view that shows the trace. */
export const traceView = 'unstale.trace';

/** Shown before the title of every command in the palette. */
export const category = 'Unstale';

/** All commands, as the palette and the menus show them. */
export const commands = [
  { id: 'unstale.why', title: "Why Isn't My Change in the Container?", icon: '$(search)' },
  { id: 'unstale.whyContainer', title: 'Which of My Changes Are Not in the Container?', icon: '$(search)' },
  { id: 'unstale.checkAgain', title: 'Check Again', icon: '$(refresh)', enablement: 'unstale.hasAsked' },
  { id: 'unstale.fix', title: 'Fix It', icon: '$(lightbulb-autofix)', enablement: 'unstale.isFixable' },
  { id: 'unstale.openReport', title: 'Open the Report', icon: '$(open-preview)', enablement: 'unstale.hasReport' },
  { id: 'unstale.copyReport', title: 'Copy the Report', icon: '$(copy)', enablement: 'unstale.hasReport' },
  {
    id: 'unstale.copyReportForBug',
    title: 'Copy the Report for a Bug',
    enablement: 'unstale.hasReport',
  },
  {
    id: 'unstale.compareWorkspaceWithContainer',
    title: 'Compare the File in the Workspace with the Container',
    icon: '$(diff)',
    enablement: 'unstale.isComparable',
  },
  {
    id: 'unstale.compareWorkspaceWithImage',
    title: 'Compare the File in the Workspace with the Image',
    icon: '$(diff)',
    enablement: 'unstale.isComparable && unstale.hasImage',
  },
  {
    id: 'unstale.compareImageWithContainer',
    title: 'Compare the File in the Image with the Container',
    icon: '$(diff)',
    enablement: 'unstale.isComparable && unstale.hasImage',
  },
  { id: 'unstale.copyCommand', title: 'Copy the Command', icon: '$(copy)', enablement: 'unstale.hasReport' },
  {
    id: 'unstale.runCommand',
    title: 'Run the Command in a Terminal',
    icon: '$(play)',
    enablement: 'unstale.hasReport',
  },
  { id: 'unstale.applyEdit', title: 'Apply the Edit', icon: '$(edit)', enablement: 'unstale.hasReport' },
  { id: 'unstale.restartServer', title: 'Restart the Language Server' },
  { id: 'unstale.showOutput', title: 'Show the Output' },
] as const satisfies readonly CommandRow[];

/** The ID of one of the commands. */
export type CommandId = (typeof commands)[number]['id'];

/** In a remote window the workbench knows a file of the workspace under `vscode-remote`, the extension under `file`. */
const isFile = 'resourceScheme =~ /^(file|vscode-remote)$/';

/** Container Tools' tree: https://github.com/microsoft/vscode-containers (`contextValue` is the state followed by `Container`). */
const isContainer = 'view == vscode-containers.views.containers && viewItem =~ /container$/i';

const inTrace = `view == ${traceView}`;

/** Where the commands stand in menus, by the menu’s place in VS Code: https://code.visualstudio.com/api/references/contribution-points#contributes.menus */
export const menus: Readonly<Record<string, readonly MenuRow[]>> = {
  'explorer/context': [{ command: 'unstale.why', group: '3_unstale@1', when: isFile }],
  'editor/context': [{ command: 'unstale.why', group: '4_unstale@1', when: isFile }],
  'editor/title/context': [{ command: 'unstale.why', group: '3_unstale@1', when: isFile }],
  'view/title': [
    { command: 'unstale.fix', group: 'navigation@0', when: `${inTrace} && unstale.isFixable` },
    { command: 'unstale.checkAgain', group: 'navigation@1', when: inTrace },
    { command: 'unstale.openReport', group: 'navigation@2', when: inTrace },
    { command: 'unstale.copyReport', group: 'navigation@3', when: inTrace },
    { command: 'unstale.copyReportForBug', group: '3_report@1', when: inTrace },
    { command: 'unstale.why', group: '1_ask@1', when: inTrace },
    { command: 'unstale.whyContainer', group: '1_ask@2', when: inTrace },
    { command: 'unstale.compareWorkspaceWithContainer', group: '2_compare@1', when: inTrace },
    { command: 'unstale.compareWorkspaceWithImage', group: '2_compare@2', when: inTrace },
    { command: 'unstale.compareImageWithContainer', group: '2_compare@3', when: inTrace },
  ],
  'view/item/context': [
    { command: 'unstale.why', group: 'containers_1_general_unstale@1', when: isContainer },
    { command: 'unstale.fix', group: 'inline@1', when: `${inTrace} && viewItem == fixableAnswer` },
    { command: 'unstale.fix', group: '1_remedy@1', when: `${inTrace} && viewItem == fixableAnswer` },
    { command: 'unstale.copyCommand', group: 'inline@1', when: `${inTrace} && viewItem == commandRemedy` },
    { command: 'unstale.runCommand', group: 'inline@2', when: `${inTrace} && viewItem == commandRemedy` },
    { command: 'unstale.copyCommand', group: '1_remedy@1', when: `${inTrace} && viewItem == commandRemedy` },
    { command: 'unstale.runCommand', group: '1_remedy@2', when: `${inTrace} && viewItem == commandRemedy` },
    { command: 'unstale.applyEdit', group: 'inline@1', when: `${inTrace} && viewItem == editRemedy` },
    { command: 'unstale.applyEdit', group: '1_remedy@1', when: `${inTrace} && viewItem == editRemedy` },
    { command: 'unstale.checkAgain', group: 'inline@1', when: `${inTrace} && viewItem == problem` },
    { command: 'unstale.checkAgain', group: '1_ask@1', when: `${inTrace} && viewItem == problem` },
    { command: 'unstale.why', group: 'inline@1', when: `${inTrace} && viewItem == differingFile` },
    { command: 'unstale.why', group: '1_ask@1', when: `${inTrace} && viewItem == differingFile` },
    {
      command: 'unstale.compareWorkspaceWithContainer',
      group: 'inline@1',
      when: `${inTrace} && viewItem == containerHop`,
    },
    { command: 'unstale.compareWorkspaceWithImage', group: 'inline@1', when: `${inTrace} && viewItem == imageHop` },
    {
      command: 'unstale.compareWorkspaceWithContainer',
      group: '1_compare@1',
      when: `${inTrace} && viewItem == containerHop`,
    },
    { command: 'unstale.compareWorkspaceWithImage', group: '1_compare@1', when: `${inTrace} && viewItem == imageHop` },
    {
      command: 'unstale.compareImageWithContainer',
      group: '1_compare@2',
      when: `${inTrace} && viewItem == containerHop`,
    },
  ],
};

/**
 * The view has a place of its own in the panel: sentences, commands and their sources need more width than a side bar has.
 * Whoever wants it elsewhere can drag it there.
 */
export const viewsContainers: Readonly<Record<string, readonly { id: string; title: string; icon: string }[]>> = {
  panel: [{ id: 'unstale', title: 'Unstale', icon: '$(search)' }],
};

/** The views, by the container that they stand in. */
export const views: Readonly<Record<string, readonly { id: string; name: string; icon: string }[]>> = {
  unstale: [{ id: traceView, name: 'Trace of a Change', icon: '$(search)' }],
};

/** What the view says before the first question. */
export const viewsWelcome: readonly { view: string; contents: string; when?: string }[] = [
  {
    view: traceView,
    contents:
      "Your change is saved, and the container still runs the old code? Unstale looks at every place on the way and shows where the change stopped.\n[Why Isn't My Change in the Container?](command:unstale.why)\nThe question is about the file in the active editor. Without one it is about all files of the folder.",
  },
];

/** What works in Restricted Mode: files are read and checked, nothing is run and no engine is asked. */
export const untrustedWorkspaces =
  'Dockerfiles are checked and explained. Containers are not asked about, and no command is run, until the workspace is trusted.';

/** What works where the workspace has no folder on a disk. */
export const virtualWorkspaces =
  'Open files are checked and explained. Containers can be asked about only for files on a disk.';

/** When VS Code loads the extension. Commands and the view do so by themselves. */
export const activationEvents: readonly string[] = ['onLanguage:dockerfile', 'onLanguage:dockercompose'];
