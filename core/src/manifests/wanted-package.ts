/** A package that a manifest or lock file wants. */
export interface WantedPackage {
  readonly name: string;
  /** An exact version in a lock file; in a manifest it may be a range such as `^1.2.0`. */
  readonly version: string;
  /** It may be left out of an installation: a development, optional or peer dependency. */
  readonly isOptional: boolean;
}
