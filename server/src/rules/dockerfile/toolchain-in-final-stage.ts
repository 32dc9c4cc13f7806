import type { PlacedCommand } from '../../../../core/src/shell/commands-of-run.ts';
import { stepsOf } from '../../installs/late-installs.ts';
import { defineRule } from '../../lint/define-rule.ts';

/** Subcommands that compile, by program; true where the program does nothing else. */
const compilers: Readonly<Record<string, RegExp | true>> = {
  gcc: true,
  'g++': true,
  cc: true,
  clang: true,
  'clang++': true,
  rustc: true,
  javac: true,
  go: /^(build|install)$/,
  cargo: /^(build|b|install)$/,
  mvn: /^(package|install|verify|compile)$/,
  mvnw: /^(package|install|verify|compile)$/,
  gradle: /(^|:)(build|assemble|jar|bootJar|shadowJar|installDist)$/,
  gradlew: /(^|:)(build|assemble|jar|bootJar|shadowJar|installDist)$/,
  dotnet: /^(build|publish)$/,
  npm: /^build(:.+)?$/,
  yarn: /^build(:.+)?$/,
  pnpm: /^build(:.+)?$/,
  bun: /^build(:.+)?$/,
};

/** Packages of Alpine, Debian and Red Hat that nothing but a compilation needs. */
const toolchainPackages =
  /^(build-base|build-essential|gcc|g\+\+|gcc-c\+\+|clang|make|cmake|musl-dev|libc-dev|libc6-dev|cargo|rust|rustc|golang(-go)?|default-jdk|maven|gradle|@development-tools)$/;

/** Stages that are built on purpose with everything in them. */
const workshop =
  /^(dev|devel|development|devcontainer|test|tests|testing|debug|lint|ci|build|builder|compile|sdk)([-_.]|$)/i;

export default defineRule({
  on: 'dockerfile',
  severity: 'info',
  summary: 'The stage that is shipped holds a toolchain',
  why: 'Compilers and development packages make the image larger and slower to pull, and give an attacker tools. Compile in a stage of its own, and copy the result into a small final stage with `COPY --from`.',
  bad: 'FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n',
  good: 'FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nCMD ["/app"]\n',
  same: [],
  links: ['https://docs.docker.com/build/building/multi-stage/'],
  messages: {
    compiles: '{command} runs in the final stage, so its toolchain is shipped: compile in an own stage',
    installs: '{package} stays in the final image: compile in an own stage and COPY --from it',
  },
  check(file, report) {
    const { dockerfile } = file;
    const final = dockerfile.stages.at(-1);
    if (!final || workshop.test(final.name ?? '')) return;
    const runs = stepsOf(dockerfile, final).map(({ instruction }) => file.commandsOf(instruction));
    const compiling = runs.flat().find(compiles);
    if (compiling) {
      const command = compiling.words
        .slice(0, 3)
        .map(({ raw }) => raw)
        .join(' ');
      report('compiles', compiling.range, { command });
      return;
    }
    const installed = runs.flatMap(toolchainIn)[0];
    if (installed) report('installs', installed.range, { package: installed.value });
  },
});

function compiles({ name, words }: PlacedCommand): boolean {
  const what = Object.hasOwn(compilers, name) ? compilers[name] : undefined;
  const values = words.slice(1).map(({ value }) => value);
  // `go install tool@version` and `cargo install tool` bring a tool; they do not compile the project.
  if (name === 'cargo' && values[0] === 'install' && !values.includes('--path')) return false;
  if (what === undefined || values.some((value) => /@|^-?-?version$/.test(value))) return false;
  return what === true || values.some((value) => what.test(value));
}

/** The toolchain packages that a RUN installs and does not remove again; a layer keeps what it removes only later. */
function toolchainIn(commands: readonly PlacedCommand[]): PlacedCommand['words'] {
  const isRemoved = commands.some(
    ({ name, words }) =>
      /^(apk|apt|apt-get|yum|dnf|microdnf)$/.test(name) &&
      words.some(({ value }) => /^(del|purge|remove|autoremove|erase)$/.test(value)),
  );
  if (isRemoved) return [];
  return commands
    .filter(
      ({ name, words }) =>
        /^(apk|apt|apt-get|yum|dnf|microdnf)$/.test(name) &&
        words.some(({ value }) => /^(add|install|groupinstall)$/.test(value)),
    )
    .flatMap(({ words }) => words.filter(({ value }) => toolchainPackages.test(value.replace(/[=<>~].*$/, ''))));
}
