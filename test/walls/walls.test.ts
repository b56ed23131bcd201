import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { project, toolFile } from '../../scripts/tool.ts';
import { plantedImports, plantedTypes, type Planted } from './planted.ts';

const folders = ['shared', 'electron', 'renderer', 'test', 'scripts'];

let copy: string;
beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-walls-'));
  fs.symlinkSync(path.join(project, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
});
afterAll(() => fs.rmSync(copy, { recursive: true }));

describe('the lint', () => {
  let said: readonly Said[];
  beforeAll(() => {
    fs.copyFileSync(path.join(project, 'oxlint.config.ts'), path.join(copy, 'oxlint.config.ts'));
    plant(plantedImports);
    said = lint();
  });

  test.each(plantedImports)('$file: $code', ({ file, code, refused }) => {
    const line = lineOf(plantedImports, file, code);
    const walls = said.filter((one) => one.file === file && one.line === line).map(({ text }) => text);
    if (refused === undefined) expect(walls).toEqual([]);
    else expect(walls.join('\n')).toContain(refused);
  });
});

describe('the compiler', () => {
  let said: readonly Said[];
  beforeAll(() => {
    fs.rmSync(path.join(copy, 'oxlint.config.ts'), { force: true });
    for (const folder of folders) fs.rmSync(path.join(copy, folder), { recursive: true, force: true });
    for (const file of ['tsconfig.json', ...folders.map((folder) => `${folder}/tsconfig.json`)]) {
      write(file, fs.readFileSync(path.join(project, file), 'utf8'));
    }
    for (const folder of folders) write(`${folder}/plain.ts`, `export const ${folder} = 'plain';\n`);
    write('electron/lazy.ts', 'export const lazy = true;\n');
    plant(plantedTypes);
    said = compile();
  });

  test.each(plantedTypes)('$file: $code', ({ file, code, refused }) => {
    const line = lineOf(plantedTypes, file, code);
    const errors = said.filter((one) => one.file === file && one.line === line).map(({ text }) => text);
    if (refused === undefined) expect(errors).toEqual([]);
    else expect(errors.join('\n')).toContain(refused);
  });
});

test('no code of the product fetches a package while it runs, past the lint, but from the folder it belongs to', () => {
  const home: Readonly<Record<string, string>> = {
    '@napi-rs/keyring': 'electron/keychain/',
    '@aws-sdk': 'electron/aws/',
    'cli-progress': 'electron/cli/',
  };
  const lazy = ['shared', 'electron', 'renderer']
    .flatMap((folder) => fs.globSync(`${folder}/**/*.{ts,tsx}`, { cwd: project }))
    .map((file) => ({
      file: file.replaceAll('\\', '/'),
      text: fs.readFileSync(path.join(project, file), 'utf8'),
    }))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\bimport\(\s*['"`]([^.'"`][^'"`]*)['"`]/g)].map(([, name = '']) => ({ file, name })),
    )
    .filter(({ file, name }) => !file.startsWith(home[name] ?? home[name.split('/')[0] ?? ''] ?? 'nowhere'));
  expect(lazy).toEqual([]);
});

type Said = { readonly file: string; readonly line: number; readonly text: string };

/** The planted lines of one file, in the order of the list, are that file. */
function plant(all: readonly Planted[]): void {
  for (const [file, lines] of Map.groupBy(all, (one) => one.file)) {
    write(file, lines.map(({ code }) => `${code}\n`).join(''));
  }
}

function lineOf(all: readonly Planted[], file: string, code: string): number {
  return all.filter((one) => one.file === file).findIndex((one) => one.code === code) + 1;
}

function write(file: string, text: string): void {
  const target = path.join(copy, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

type LintReport = {
  readonly diagnostics: readonly {
    readonly code?: string;
    readonly message: string;
    readonly help?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
};

/** What the walls say; the other rules have their own opinion of a file full of faults. */
function lint(): Said[] {
  const { stdout } = runIn(copy, toolFile('oxlint'), '--format', 'json', ...folders);
  const { diagnostics } = JSON.parse(stdout) as LintReport;
  // A file that cannot be read is not linted: each import in it would seem to be allowed.
  expect(diagnostics.filter(({ code }) => code === undefined)).toEqual([]);
  return diagnostics
    .filter(({ code = '' }) => /no-restricted-|no-require-imports/.test(code))
    .map(({ filename, labels, message, help = '' }) => ({
      file: filename.replaceAll('\\', '/'),
      line: labels[0]?.span.line ?? 0,
      text: `${message} ${help}`,
    }));
}

function compile(): Said[] {
  const { stdout } = runIn(copy, toolFile('typescript', 'tsc'), '-b', '--pretty', 'false');
  return [...stdout.matchAll(/^(.+?)\((\d+),\d+\): error (.+)$/gm)].map(([, file = '', line, text = '']) => ({
    file: file.replaceAll('\\', '/'),
    line: Number(line),
    text,
  }));
}

function runIn(cwd: string, ...command: readonly string[]): { stdout: string } {
  return spawnSync(process.execPath, command, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
