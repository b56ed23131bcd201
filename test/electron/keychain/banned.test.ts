import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const project = path.join(import.meta.dirname, '../../..');
const folders = ['electron', 'shared', 'renderer', 'scripts', 'build'];

test.each([
  ['the keytar entry', "import keytar from '@napi-rs/keyring/keytar';"],
  ['listing', 'const all = findCredentials("keyport");'],
  ['listing without waiting', "keyring['findCredentialsAsync']('keyport')"],
  ['an entry that is not pinned', "new AsyncEntry('keyport', account)"],
  [
    'an entry pinned to kernel memory',
    "new AsyncEntry('keyport', account, { linux: { store: 'keyutils' } })",
  ],
  ['a target instead', "AsyncEntry.withTarget('a', 'b', 'c')"],
  ['an entry that blocks', "new Entry('keyport', account)"],
  [
    'behind a comment',
    "/* fine */ new AsyncEntry('keyport', account) // { linux: { store: 'secret-service' } }",
  ],
])('is found in a source: %s', (_, source) => {
  expect(bannedIn(source)).not.toEqual([]);
});

test.each([
  "new AsyncEntry(SERVICE, account, { linux: { store: 'secret-service' } })",
  "new AsyncEntry(\n  SERVICE,\n  account,\n  { linux: { store: 'secret-service' } },\n)",
  '// never findCredentials',
  '/** never `new AsyncEntry(a, b)` */',
])('is allowed: %s', (source) => {
  expect(bannedIn(source)).toEqual([]);
});

test('no source uses what writes to kernel memory or reads the secrets of others', () => {
  const sources = folders.flatMap(sourcesIn);

  const found = sources.flatMap((file) =>
    bannedIn(fs.readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`),
  );

  expect(found).toEqual([]);
  expect(sources.filter((file) => fs.readFileSync(file, 'utf8').includes('new AsyncEntry('))).toHaveLength(1);
});

const BANNED = [
  /@napi-rs\/keyring\/keytar/,
  /findCredentials(Async)?\b/,
  /\bwithTarget\('/,
  /\bnew (Async)?Entry\((?![^;]*?\{ linux: \{ store: 'secret-service' \} \})/,
];

function bannedIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
  return BANNED.flatMap((banned) => banned.exec(code)?.[0] ?? []);
}

function sourcesIn(folder: string): string[] {
  const entries = fs.readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
