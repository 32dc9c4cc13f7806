/** What Compose has to be told to mean the very project that a container came from. */
export interface ComposePlace {
  readonly project: string;
  readonly workingDirectory: string;
  readonly files: readonly string[];
  /** What `--env-file` named in the place of `.env`; empty when nothing was. */
  readonly environmentFiles: readonly string[];
}

/** Returns the words between `docker compose` and its command that name a project. */
export const composeWords = ({
  project,
  workingDirectory,
  files,
  environmentFiles,
}: ComposePlace): readonly string[] => [
  ...['-p', project],
  // Without it Compose takes the first file's folder, which is another project directory when --project-directory was given.
  ...['--project-directory', workingDirectory],
  ...files.flatMap((file) => ['-f', file]),
  ...environmentFiles.flatMap((file) => ['--env-file', file]),
];
