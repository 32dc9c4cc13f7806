import { installBeforeSource } from '../../installs/install-before-source.ts';
import { lineOf } from '../../installs/install.ts';
import { lateInstallsIn } from '../../installs/late-installs.ts';
import { defineRule } from '../../lint/define-rule.ts';

export default defineRule({
  on: 'dockerfile',
  severity: 'warning',
  summary: 'Source is copied before its dependencies are installed',
  why: 'Every instruction below a COPY runs again when one of the copied files changes. With the source above the install, each edit of the source downloads and installs all dependencies anew. Copy the files that the install reads first, install, and copy the source after that.',
  bad: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node", "server.js"]\n',
  good: 'FROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nCMD ["node", "server.js"]\n',
  same: [],
  links: [
    'https://docs.docker.com/build/cache/optimize/#order-your-layers',
    'https://docs.docker.com/build/building/best-practices/#leverage-build-cache',
  ],
  messages: { before: '{source} is copied before {command}: every source edit reruns it' },
  check(file, report) {
    for (const stage of file.dockerfile.stages) {
      for (const late of lateInstallsIn(file, stage)) {
        const [{ instruction, sources }] = late.sources;
        const source = sources.map(({ word }) => word.value).join(' ');
        const fix = installBeforeSource(file, late);
        report(
          'before',
          instruction.range,
          { source, command: shorten(lineOf(late.install.command)) },
          { fixes: fix ? [fix] : [] },
        );
      }
    }
  },
});

/** A message is read at the end of a line. */
const shorten = (command: string): string => (command.length > 40 ? `${command.slice(0, 39)}…` : command);
