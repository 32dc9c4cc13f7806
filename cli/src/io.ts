/** A stream that a person or a program reads. `columns` is known for terminals only. */
export interface Output {
  readonly isTerminal: boolean;
  readonly columns?: number | undefined;
  write(printed: string): void;
}

/** What stands at a path; null when nothing does, or when it may not be looked at. */
export type KindOfPath = 'file' | 'folder' | 'other' | null;

/** Everything of the process and the disk that a subcommand touches itself, so that tests can stand in for it. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
  /** Aborted when the user interrupts the program. */
  readonly signal: AbortSignal;
  kindOf(path: string): Promise<KindOfPath>;
  /** Returns a file's text; throws the disk's own error. */
  readText(path: string): Promise<string>;
  /** Writes a file that only its owner may read, since a snapshot tells about their machine; throws the disk's own error. */
  writeText(path: string, content: string): Promise<void>;
}

/** The exit statuses of `unstale why`; `docs/report.md` promises them. */
export const exitStatus = { present: 0, causeFound: 1, badInput: 2, couldNotTell: 3, interrupted: 130 } as const;
