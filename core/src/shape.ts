type Check = (value: unknown, path: string) => string | null;

/**
 * Checks whether a value from outside has the type `T`. Returns null when it has, else the path of the first place that has
 * not, for example `[0].engine.version`. Further properties are allowed. The type stands in both directions in `of`, so that
 * a shape that is wider or narrower than its type is a compile error.
 */
export type Shape<T> = Check & { readonly of?: (value: T) => T };

const basic =
  <T>(fits: (value: unknown) => boolean): Shape<T> =>
  (value, path) =>
    fits(value) ? null : path;

/** The shape of any string. */
export const aString = basic<string>((value) => typeof value === 'string');
/** The shape of any number. */
export const aNumber = basic<number>((value) => typeof value === 'number');
/** The shape of `true` and `false`. */
export const aBoolean = basic<boolean>((value) => typeof value === 'boolean');
/** The shape of any value at all. */
export const anything = basic<unknown>(() => true);

/** Returns the shape of one of the given constants. */
export const oneOf = <const T extends string | number>(...values: readonly T[]): Shape<T> =>
  basic((value) => values.includes(value as T));

/** Returns the shape of a value that may be null. */
export const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, path) =>
    value === null ? null : shape(value, path);

/** Returns the shape of a property that may be left out. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, path) =>
    value === undefined ? null : shape(value, path);

/** Returns the shape of a list of which each element fits. */
export const listOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value, path) =>
    Array.isArray(value) ? firstMisfit(value.map((element, index) => () => shape(element, `${path}[${index}]`))) : path;

/** Returns the shape of an object with free keys of which each value fits. */
export const recordOf =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value, path) => {
    if (!isObject(value)) return path;
    return firstMisfit(
      Object.entries(value).map(
        ([key, element]) =>
          () =>
            shape(element, join(path, key)),
      ),
    );
  };

/** Returns the shape of an object with the given fields. */
export const objectOf =
  <T extends object>(fields: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> =>
  (value, path) => {
    if (!isObject(value)) return path;
    const shapes = Object.entries(fields as Readonly<Record<string, Check>>);
    return firstMisfit(
      shapes.map(
        ([key, shape]) =>
          () =>
            shape(Object.hasOwn(value, key) ? value[key] : undefined, join(path, key)),
      ),
    );
  };

/** Returns the shape of a value that fits one of two; the path of a misfit is that of the one that was followed further. */
export const either =
  <A, B>(one: Shape<A>, other: Shape<B>): Shape<A | B> =>
  (value, path) => {
    const misfit = one(value, path);
    const otherMisfit = other(value, path);
    if (misfit === null || otherMisfit === null) return null;
    return misfit.length >= otherMisfit.length ? misfit : otherMisfit;
  };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function firstMisfit(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const misfit = check();
    if (misfit !== null) return misfit;
  }
  return null;
}
