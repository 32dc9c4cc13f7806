import { copyFile, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { baseImage, type Stage } from './stage.ts';

/** Returns the path of esbuild, which is written in Go and comes with the development dependencies: a real program that keeps running. */
export function goProgram(): string {
  const file = process.platform === 'win32' ? 'esbuild.exe' : 'bin/esbuild';
  return createRequire(import.meta.url).resolve(`@esbuild/${process.platform}-${process.arch}/${file}`);
}

/** The version of its one module, and another one of as many letters. */
export const version = 'v0.0.0-20220715151400-c0bba94af5f8';
export const otherVersion = 'v0.0.0-20230806161000-3f1a2b4c5d6e';

/** The go.mod of that program, which asks for a version of its module. */
export const goMod = (wanted: string): string => `module github.com/evanw/esbuild

go 1.13

require golang.org/x/sys ${wanted} // what a terminal is
`;

/**
 * A project in Go, of which the second stage has the program only. There is no Go compiler here: what stands for it copies the
 * program, and writes the version that go.mod asks for where the linker wrote the module's.
 */
export const goShop = {
  Dockerfile: `FROM ${baseImage} AS compile
COPY toolchain/ /toolchain/
WORKDIR /src
COPY go.mod ./
RUN sh /toolchain/compile go.mod /out/shop

FROM ${baseImage}
COPY --from=compile /out/shop /usr/local/bin/shop
CMD ["/usr/local/bin/shop", "--serve", "--servedir=/"]
`,
  // The program ends when nobody can type anything any more.
  'compose.yaml': 'services:\n  web:\n    build: .\n    stdin_open: true\n',
  'toolchain/compile': `mkdir -p /out
cp /toolchain/program "$2"
chmod 755 "$2"
awk '/^require/ { printf "%s", $3 }' "$1" | dd of="$2" bs=1 seek="$(cat /toolchain/place)" conv=notrunc
`,
  'go.mod': goMod(version),
};

/** Puts the program, and where in it the version is, beside what stands for the compiler. */
export async function bringProgram({ folder, write }: Stage): Promise<void> {
  await write('toolchain/place', String((await readFile(goProgram())).indexOf(version)));
  await copyFile(goProgram(), join(folder, 'toolchain/program'));
}
