import { describe, expect, test } from 'vitest';
import { isRuntimeData, tellingTexts } from '../../../core/src/runtime-data.ts';

describe('what a program reads as it runs', () => {
  test.each(['migrations/001.sql', 'web/home.html.tmpl', 'config/settings.toml', 'locales/de.json', 'application.yml'])(
    'is %s',
    (path) => expect(isRuntimeData(path)).toBe(true),
  );

  // Sources are compiled, tools' own settings are for the build, and an index page is a bundler's source.
  test.each(['src/main.ts', 'tsconfig.json', 'pnpm-workspace.yaml', '.golangci.yml', 'index.html', 'Cargo.toml'])(
    'is not %s',
    (path) => expect(isRuntimeData(path)).toBe(false),
  );
});

describe('the texts that tell a file', () => {
  test('are its lines, and the values in them, which another notation keeps', () => {
    expect(tellingTexts('# names\ntitle = "Welcome back"\n')).toEqual(['title = "Welcome back"', 'Welcome back']);
  });

  test('are short ones only where there is none else', () => {
    expect(tellingTexts('[a]\nb=1\n')).toEqual(['[a]', 'b=1']);
    expect(tellingTexts('a\nSELECT 1 FROM users;\n')).toEqual(['SELECT 1 FROM users;']);
    expect(tellingTexts('--\n\n{}\n')).toEqual([]);
  });
});
