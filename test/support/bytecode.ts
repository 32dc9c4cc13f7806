/**
 * Returns a `.pyc` as Python 3.11 writes it, for a source with a time and size: the header, and the words of its code. No Python is in
 * the images of the scenarios, and nothing runs it: what is judged is its header, its own time and its words.
 */
export function bytecode(source: { readonly modifiedMs: number; readonly size: number }, words: string): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt16LE(3495, 0);
  header.write('\r\n', 2, 'latin1');
  header.writeUInt32LE(Math.floor(source.modifiedMs / 1000), 8);
  header.writeUInt32LE(source.size, 12);
  return Buffer.concat([header, Buffer.from(words)]);
}
