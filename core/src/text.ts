/** The names between braces in a sentence: `'{a} hides {b}'` gives `'a' | 'b'`. */
export type PlaceholdersOf<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

/** The values a sentence needs: one for each of its placeholders. */
export type ValuesFor<Sentence extends string> = Readonly<Record<PlaceholdersOf<Sentence>, string | number>>;

/** An English sentence with named values. It is translated only where it is shown; the English sentence is the key. */
export interface Text {
  readonly english: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Turns a `Text` into the string a person reads. Edges pass their own: VS Code's `l10n.t`, or `plain` in a terminal. */
export type Translate = (text: Text) => string;

/** Returns a `Text`; the compiler checks that every placeholder has its value. */
export function text<const Sentence extends string>(
  english: Sentence,
  ...values: [PlaceholdersOf<Sentence>] extends [never] ? [] : [ValuesFor<Sentence>]
): Text {
  return { english, values: values[0] ?? {} };
}

/** Returns the sentence in English with its values filled in. A placeholder without a value stays as it is. */
export const plain: Translate = ({ english, values }) =>
  english.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A named set of sentences of one module; `generate.ts` collects the exported ones into the message catalogue. */
export type Messages = Readonly<Record<string, string>>;

/**
 * Returns a function that makes a `Text` of one of the given sentences by its name.
 * The sentences stay readable as `.sentences`, which is where the catalogue is generated from.
 */
export function defineMessages<const M extends Messages>(sentences: M) {
  function message<K extends keyof M & string>(
    key: K,
    ...values: [PlaceholdersOf<M[K]>] extends [never] ? [] : [ValuesFor<M[K]>]
  ): Text {
    return { english: sentences[key] ?? key, values: values[0] ?? {} };
  }
  return Object.assign(message, { sentences });
}
