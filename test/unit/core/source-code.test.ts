import { describe, expect, test } from 'vitest';
import { isSourceCode } from '../../../core/src/source-code.ts';

describe('source code that a build makes its result of', () => {
  test.each(['src/main.ts', 'cmd/api/main.go', 'src/App.vue', 'src/main/java/shop/Till.java', 'styles/site.scss'])(
    'is %s',
    (path) => expect(isSourceCode(path)).toBe(true),
  );

  test.each(['src/main.test.ts', 'till_test.go', 'tests/till.rs', 'src/test/java/shop/TillTest.java', 'e2e/buy.ts'])(
    'is not a test: %s',
    (path) => expect(isSourceCode(path)).toBe(false),
  );

  test.each(['README.md', 'package.json', 'Dockerfile', 'migrations/001.sql', 'logo.png'])(
    'is none of code: %s',
    (path) => expect(isSourceCode(path)).toBe(false),
  );
});
