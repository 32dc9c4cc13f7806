/**
 * A small project, and a Dockerfile whose fix is applied and built. `FROM fake` is the image in which stand-ins for the package
 * managers refuse to work when a file that the real one reads is missing, or when the build needs source that is not there.
 */
export interface FixCase {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly dockerfile: string;
  /** The source file that is edited between two builds. */
  readonly source: string;
}

/** Every stand-in leaves a random ID where it installs, so that an install that was taken from the cache can be told. */
export const installId = '/installed/id';

/** The stand-ins: a program's name and its script. They install by writing `installId`, and build by reading the source. */
export const standIns: Readonly<Record<string, string>> = {
  npm: `case "$1" in
  ci) need package.json; need package-lock.json; for member in $(cat workspaces 2>/dev/null); do need "$member/package.json"; done; install ;;
  cache) exit 0 ;;
  run) need src/index.js; need ${installId} ;;
  *) echo "npm: $*"; exit 9 ;;
esac`,
  yarn: `case "$1" in
  install) need package.json; need yarn.lock; install ;;
  build) need src/index.js; need ${installId} ;;
  *) exit 9 ;;
esac`,
  pip: `[ "$1" = install ] || exit 9
for word in "$@"; do case "$word" in *.txt) need "$word"; for more in $(sed -n 's/^-r //p' "$word"); do need "$(dirname "$word")/$more"; done ;; esac; done
install`,
  poetry: `need pyproject.toml; need poetry.lock
case "$*" in *--no-root*) install ;; *) need app.py; [ -e ${installId} ] || install ;; esac`,
  go: `need go.mod
case "$1" in
  mod) need go.sum; install ;;
  build) need main.go; [ -e ${installId} ] || install ;;
  *) exit 9 ;;
esac`,
  bundle: `case "$1" in config) exit 0 ;; install) need Gemfile; need Gemfile.lock; install ;; *) exit 9 ;; esac`,
};

/** What all stand-ins begin with. */
export const standInStart = `#!/bin/sh
set -e
need() { [ -e "$1" ] || { echo "$0: $1 is missing in $(pwd)" >&2; exit 8; }; }
install() { mkdir -p /installed; cat /proc/sys/kernel/random/uuid > ${installId}; }
`;

const node = { 'package.json': '{"name":"shop"}', 'package-lock.json': '{}', 'src/index.js': '1' };

/** Projects, and what the fixes make of their Dockerfiles. */
export const fixCases: readonly FixCase[] = [
  {
    title: 'npm, with comments, continuations and a build in the same RUN',
    files: node,
    source: 'src/index.js',
    dockerfile: `FROM fake
WORKDIR /app
# the app
COPY --chown=1000:1000 . .

# dependencies
RUN \\
    # exactly the lock file
    npm ci && npm cache clean --force && \\
    npm run build
CMD ["sh"]
`,
  },
  {
    title: 'npm in a folder, without a working folder',
    files: { 'web/package.json': '{}', 'web/package-lock.json': '{}', 'web/src/index.js': '1' },
    source: 'web/src/index.js',
    dockerfile: 'FROM fake\nCOPY web /srv/web\nENV MODE=production\nRUN cd /srv/web && npm ci && npm run build\n',
  },
  {
    title: 'npm, where the manifests are there already and the source comes in two copies',
    files: { ...node, 'public/a.html': 'x' },
    source: 'src/index.js',
    dockerfile:
      'FROM fake\nWORKDIR /app\nCOPY package*.json ./\nCOPY src ./src\nCOPY public ./public\nRUN npm ci\nRUN npm run build\n',
  },
  {
    title: 'npm with workspaces, in a heredoc, in the second of two stages',
    files: {
      ...node,
      'package.json': '{"workspaces":["packages/*"]}',
      'packages/a/package.json': '{}',
      'packages/a/a.js': '1',
      workspaces: 'packages/a',
    },
    source: 'packages/a/a.js',
    dockerfile:
      'FROM fake AS first\nFROM first\nWORKDIR /app\nCOPY . .\nRUN <<EOF\nset -e\nnpm ci\nEOF\nRUN npm run build\n',
  },
  {
    title: 'yarn with the exec form and another escape character',
    files: { 'package.json': '{}', 'yarn.lock': '', 'src/index.js': '1' },
    source: 'src/index.js',
    dockerfile: '# escape=`\nFROM fake\nWORKDIR /app\nCOPY [".", "."]\nRUN ["yarn", "install"]\nRUN yarn `\n  build\n',
  },
  {
    title: 'pip with requirements that include others',
    files: { 'requirements/prod.txt': '-r base.txt\n', 'requirements/base.txt': 'flask\n', 'app.py': '1' },
    source: 'app.py',
    dockerfile: 'FROM fake\nWORKDIR /app\nADD . .\nLABEL of=shop\nRUN pip install -r requirements/prod.txt\n',
  },
  {
    title: 'poetry, whose dependencies get a step of their own',
    files: { 'pyproject.toml': '', 'poetry.lock': '', 'app.py': '1' },
    source: 'app.py',
    dockerfile: 'FROM fake\nWORKDIR /app\nCOPY . .\n# all of it\nRUN poetry install\n',
  },
  {
    title: 'go, which builds and fetches in one command',
    files: { 'go.mod': '', 'go.sum': '', 'main.go': '1' },
    source: 'main.go',
    dockerfile: 'FROM fake\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n',
  },
  {
    title: 'bundler, with the line ends of Windows',
    files: { Gemfile: '', 'Gemfile.lock': '', 'app.rb': '1' },
    source: 'app.rb',
    dockerfile:
      'FROM fake\r\nWORKDIR /app\r\nCOPY . .\r\nRUN bundle config set without development && `\r\n bundle install\r\n'.replace(
        '`',
        '\\',
      ),
  },
];
