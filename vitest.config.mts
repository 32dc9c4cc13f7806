import { defineConfig } from 'vitest/config';

// `test/e2e` runs inside VS Code, so its files are not vitest's. What waits for an engine gets more time than the usual 5 seconds.
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/live/**/*.test.ts', 'test/package/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
