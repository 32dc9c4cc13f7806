/**
 * Measures how long one keystroke in a Dockerfile of 2,000 lines takes, from the new text to its findings, and prints one line of
 * JSON: `npx tsx test/bench/lint.ts`. `firstMilliseconds` is the first analysis, with every RUN read for the first time.
 */
import { fileURLToPath } from 'node:url';
import { lint } from '../../server/src/lint/lint.ts';
import { dockerfileSubject } from '../../server/src/lint/subject.ts';
import { loadShellFiles } from '../../server/src/load-shell.ts';
import { defaultSettings } from '../../server/src/settings.ts';

const block = (number: number): string => `# step ${number}
ARG VERSION_${number}=1.${number}
ENV STEP_${number}=$VERSION_${number}
COPY package.json src/step-${number}.js ./
RUN apt-get update && apt-get install -y --no-install-recommends \\
      package-${number} \\
      curl && \\
    rm -rf /var/lib/apt/lists/*
RUN if [ -f step-${number}.js ]; then node step-${number}.js; fi
WORKDIR /app/${number}
`;

const rounds = 50;

async function main(): Promise<void> {
  const shell = await loadShellFiles(fileURLToPath(new URL('.', import.meta.url)));
  const text = `FROM node:22\n${Array.from({ length: 200 }, (_, number) => block(number)).join('')}COPY . .\nRUN npm ci`;
  const measure = (typed: string): number => {
    const start = performance.now();
    lint(dockerfileSubject(typed, shell, null), defaultSettings);
    return performance.now() - start;
  };
  const first = measure(text);
  const times = Array.from({ length: rounds }, (_, round) => measure(`${text} ${'x'.repeat(round)}`)).sort(
    (a, b) => a - b,
  );
  console.log(
    JSON.stringify({
      benchmark: 'lint',
      lines: text.split('\n').length,
      firstMilliseconds: Math.round(first),
      medianMilliseconds: Number(times[rounds / 2]?.toFixed(1)),
      worstMilliseconds: Number(times.at(-1)?.toFixed(1)),
    }),
  );
}

void main();
