/** Variables by name. A name that is not there, or whose value is undefined, is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;
