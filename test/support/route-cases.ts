/** A Dockerfile, a file of its context, and where the built image has that file. The live test builds each to see that it is so. */
export interface RouteCase {
  readonly title: string;
  readonly dockerfile: string;
  readonly path: string;
  /** Other files that the build needs. */
  readonly beside?: readonly string[];
  readonly target?: string;
  readonly expected: readonly string[];
  /** Needs a newer Dockerfile syntax than the engines have built in, so that no engine of the tests can build it. */
  readonly isNewerThanEngines?: true;
}

/** Dockerfiles, and where a build puts each file of their contexts. */
export const routeCases: readonly RouteCase[] = [
  {
    title: 'a folder is copied by its content',
    dockerfile: 'FROM scratch\nCOPY src /app/\n',
    path: 'src/a/b.js',
    expected: ['/app/a/b.js'],
  },
  {
    title: 'the whole context goes to the working folder',
    dockerfile: 'FROM scratch\nWORKDIR /app\nCOPY . .\n',
    path: 'src/b.js',
    expected: ['/app/src/b.js'],
  },
  {
    title: 'a file is given another name',
    dockerfile: 'FROM scratch\nCOPY config.dev.json /etc/app/config.json\n',
    path: 'config.dev.json',
    expected: ['/etc/app/config.json'],
  },
  {
    title: 'a destination with a slash is a folder',
    dockerfile: 'FROM scratch\nCOPY config.json /etc/app/\n',
    path: 'config.json',
    expected: ['/etc/app/config.json'],
  },
  {
    title: 'a file goes into a folder that the working folder made',
    dockerfile: 'FROM scratch\nWORKDIR /app\nWORKDIR /\nCOPY a.js /app\n',
    path: 'a.js',
    expected: ['/app/a.js'],
  },
  {
    title: 'a file goes into a folder that an earlier COPY made',
    dockerfile: 'FROM scratch\nCOPY src /app/src\nCOPY a.js /app\n',
    path: 'a.js',
    beside: ['src/x.js'],
    expected: ['/app/a.js'],
  },
  {
    title: 'relative working folders add up',
    dockerfile: 'FROM scratch\nWORKDIR /srv\nWORKDIR web\nCOPY a.js ./lib/\n',
    path: 'a.js',
    expected: ['/srv/web/lib/a.js'],
  },
  {
    title: 'variables are replaced in source, destination and working folder',
    dockerfile:
      'FROM scratch\nARG FROM_DIR=src\nENV HOME_DIR=/opt/app\nWORKDIR $HOME_DIR\nCOPY ${FROM_DIR} ./${FROM_DIR}\n',
    path: 'src/a.js',
    expected: ['/opt/app/src/a.js'],
  },
  {
    title: 'a wildcard takes the files it matches',
    dockerfile: 'FROM scratch\nWORKDIR /app\nCOPY package*.json ./\n',
    path: 'package-lock.json',
    beside: ['package.json'],
    expected: ['/app/package-lock.json'],
  },
  {
    title: 'a wildcard takes the content of a folder it matches',
    dockerfile: 'FROM scratch\nCOPY s* /app/\n',
    path: 'src/a.js',
    expected: ['/app/a.js'],
  },
  {
    title: 'a wildcard does not cross folders',
    dockerfile: 'FROM scratch\nCOPY *.js keep/ /app/\n',
    path: 'src/a.js',
    beside: ['b.js', 'keep/k'],
    expected: [],
  },
  {
    title: 'the JSON form names paths with blanks',
    dockerfile: 'FROM scratch\nCOPY ["my file.txt", "/data dir/"]\n',
    path: 'my file.txt',
    expected: ['/data dir/my file.txt'],
  },
  {
    title: 'a leading slash means the context',
    dockerfile: 'FROM scratch\nCOPY /src/a.js /x/\n',
    path: 'src/a.js',
    expected: ['/x/a.js'],
  },
  {
    title: 'climbing out of the context stays in it',
    dockerfile: 'FROM scratch\nCOPY ../src /x\n',
    path: 'src/a.js',
    expected: ['/x/a.js'],
  },
  {
    title: 'a file passes through a named stage',
    dockerfile: 'FROM scratch AS build\nWORKDIR /in\nCOPY . .\nFROM scratch\nCOPY --from=build /in/src /out\n',
    path: 'src/a.js',
    expected: ['/out/a.js'],
  },
  {
    title: 'a file passes through a stage by its number, and a path without a leading slash',
    dockerfile: 'FROM scratch\nCOPY a.js /in/\nFROM scratch\nCOPY --from=0 in/a.js /out/b.js\n',
    path: 'a.js',
    expected: ['/out/b.js'],
  },
  {
    title: 'a stage inherits files and the working folder of the stage it begins with',
    dockerfile: 'FROM scratch AS base\nWORKDIR /app\nCOPY a.js .\nFROM base\nCOPY b.js .\n',
    path: 'b.js',
    beside: ['a.js'],
    expected: ['/app/b.js'],
  },
  {
    title: 'the target decides which stage is built',
    dockerfile: 'FROM scratch AS dev\nCOPY . /dev\nFROM scratch AS prod\nCOPY b.js /prod/\n',
    path: 'a.js',
    beside: ['b.js'],
    target: 'dev',
    expected: ['/dev/a.js'],
  },
  {
    title: 'the last stage is built without a target',
    dockerfile: 'FROM scratch AS dev\nCOPY . /dev\nFROM scratch AS prod\nCOPY b.js /prod/\n',
    path: 'a.js',
    beside: ['b.js'],
    expected: [],
  },
  {
    title: 'a file is copied to two places',
    dockerfile: 'FROM scratch\nCOPY a.js /one/\nCOPY a.js /two/\n',
    path: 'a.js',
    expected: ['/one/a.js', '/two/a.js'],
  },
  {
    title: 'ADD copies a plain file as COPY does',
    dockerfile: 'FROM scratch\nADD a.js /app/\n',
    path: 'a.js',
    expected: ['/app/a.js'],
  },
  {
    title: 'flags and continuations do not matter',
    dockerfile: 'FROM scratch\nCOPY --chown=1:2 --chmod=644 \\\n  # a comment\n  a.js \\\n  b.js /app/\n',
    path: 'b.js',
    beside: ['a.js'],
    expected: ['/app/b.js'],
  },
  {
    title: 'lower-case instructions count',
    dockerfile: 'from scratch\nworkdir /w\ncopy a.js .\n',
    path: 'a.js',
    expected: ['/w/a.js'],
  },
  {
    title: '--link makes no difference to the path',
    dockerfile: 'FROM scratch\nWORKDIR /app\nCOPY --link src lib\n',
    path: 'src/a.js',
    expected: ['/app/lib/a.js'],
  },
  {
    title: 'a dot names the working folder',
    dockerfile: 'FROM scratch\nWORKDIR /app\nCOPY src/a.js .\n',
    path: 'src/a.js',
    expected: ['/app/a.js'],
  },
  {
    title: '--parents keeps the folders',
    dockerfile: 'FROM scratch\nCOPY --parents src/deep/a.js /app/\n',
    path: 'src/deep/a.js',
    expected: ['/app/src/deep/a.js'],
    isNewerThanEngines: true,
  },
  {
    title: '--exclude leaves a file out',
    dockerfile: 'FROM scratch\nCOPY --exclude=*.md src /app\n',
    path: 'src/note.md',
    beside: ['src/a.js'],
    expected: [],
  },
];
