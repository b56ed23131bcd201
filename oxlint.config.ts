import { defineConfig, type OxlintOverride } from 'oxlint';

// The rules, and the walls between the folders. It must stay on top: in a sub-folder its patterns stop matching.
// Written as code because a later override replaces an earlier one for the same file, so that each folder must repeat
// every wall that holds in it. `test/walls` plants a fault for each. A regex with a look-ahead is silently ignored,
// and `a/*` does not reach `a/b/c`.

type Wall = { message: string } & ({ group: string[] } | { regex: string });

const noScreen: Wall = {
  group: [
    'react',
    'react/**',
    'react-dom',
    'react-dom/**',
    '@cloudscape-design/**',
    '@tanstack/**',
    '**/renderer/**',
  ],
  message: 'the main process knows no screen.',
};
const noSdk: Wall = { group: ['@aws-sdk/**', '@smithy/**'], message: 'AWS SDK: electron/aws only.' };
const noKeyring: Wall = {
  group: ['@napi-rs/keyring*', '@napi-rs/keyring*/**', 'keytar'],
  message: 'the keyring: electron/keychain only.',
};
const noKeytar: Wall = {
  group: ['@napi-rs/keyring/**', 'keytar'],
  message: "never the keyring's keytar entry.",
};
const noElectron: Wall = {
  regex: '^(electron(/.*)?|electron-store)$',
  message: 'electron: main.ts, ipc.ts, settings.ts and window/ only; all else runs in plain Node.',
};
const noMain: Wall = {
  regex: String.raw`^\.{1,2}/(.*/)?main(\.tsx?)?$`,
  message: 'main wires everything; nothing imports it.',
};
const noOsKeychain: Wall = {
  regex: String.raw`/os-keychain(\.ts)?$`,
  message: 'ask keychain.ts; main.ts and cli.ts choose which keychain that is.',
};
const noTools: Wall = {
  regex: String.raw`^(\.\./)+(test|scripts|build)/`,
  message: 'the product imports neither tests nor tools.',
};
const noWindow = beside(['window'], ['ipc', 'settings', 'preload', 'cli'], 'a service knows no window.');
const noMachine: Wall = {
  group: [
    'electron',
    'electron/**',
    'electron-store',
    '@aws-sdk/**',
    '@smithy/**',
    '@napi-rs/keyring*',
    '@napi-rs/keyring*/**',
    'keytar',
    'node:*',
    'node:*/**',
    '**/electron/**',
  ],
  message: 'the renderer reaches the machine through window.keyport.',
};
const sharedOnly: Wall = {
  group: ['*', '!zod', '!ipaddr.js', '!./**', '!../**'].concat(
    ['electron', 'renderer', 'test', 'scripts', 'build'].map((folder) => `**/${folder}/**`),
  ),
  message: 'shared imports shared, zod and ipaddr.js.',
};
const bridgeOnly: Wall = {
  group: ['*', '!electron', '!electron/renderer', '!../shared', '!../shared/**'],
  message: 'the preload bridges: electron and shared only.',
};

const inMain = [noScreen, noSdk, noKeyring, noElectron, noMain, noOsKeychain, noTools];
const inRenderer = [noMachine, noMain, noTools];

/** Listing credentials reads the secrets of other programs too. */
const noListing = {
  name: '@napi-rs/keyring',
  importNames: ['findCredentials', 'findCredentialsAsync'],
  message: 'listing credentials reads secrets that are not ours.',
};

const bridgeMessage = 'a component is given what it shows, and tells what was asked.';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'react', 'jsx-a11y', 'import', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['.vite/**', '.tsbuild/**', 'out/**', 'test-results/**'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    // The compiler knows better: it sees that an exhaustive switch always returns.
    'typescript/consistent-return': 'off',
    // A cast stands beside the check that earns it, which no rule can see.
    'typescript/no-unsafe-type-assertion': 'off',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'no-console': 'error',
    'no-restricted-imports': ['error', { paths: [noListing], patterns: [noKeytar] }],
    'react/react-in-jsx-scope': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
  },
  overrides: [
    { files: ['*.config.ts', 'build/*.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['scripts/**', 'electron/cli.ts', 'test/bench/**'], rules: { 'no-console': 'off' } },
    // Beside the product, a report of a known tool may be read without being parsed.
    {
      files: ['scripts/**', 'test/**', '*.config.ts'],
      rules: { 'typescript/no-unsafe-type-assertion': 'off' },
    },
    { files: ['test/**'], rules: { 'unicorn/consistent-function-scoping': 'off' } },
    // `require` would pass every wall below.
    {
      files: ['shared/**', 'electron/**', 'renderer/**'],
      rules: { 'typescript/no-require-imports': 'error' },
    },

    walls(['shared/**'], [sharedOnly]),

    walls(['renderer/**'], inRenderer),
    walls(['renderer/wizard/**'], [...inRenderer, noScreenOf('keys', 'groups', 'review', 'practice')]),
    walls(
      ['renderer/vault/**', 'renderer/launches/**', 'renderer/connect/**', 'renderer/mode/**'],
      [...inRenderer, noScreenOf('wizard', 'keys', 'groups', 'review', 'practice')],
    ),
    walls(['renderer/keys/**'], [...inRenderer, noScreenOf('wizard', 'groups', 'review', 'practice')]),
    walls(
      ['renderer/groups/**', 'renderer/review/**'],
      [...inRenderer, noScreenOf('wizard', 'keys', 'practice')],
    ),
    walls(['renderer/practice/**'], [...inRenderer, noScreenOf('wizard', 'keys', 'groups', 'review')]),
    walls(
      ['renderer/components/**'],
      [
        ...inRenderer,
        noScreenOf(
          'wizard',
          'launches',
          'keys',
          'groups',
          'review',
          'practice',
          'mode',
          'learn',
          'settings',
          'app.tsx',
        ),
      ],
    ),
    {
      files: ['renderer/components/**'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...['window', 'globalThis', 'self'].map((object) => ({
            object,
            property: 'keyport',
            message: bridgeMessage,
          })),
        ],
        'no-restricted-globals': ['error', { name: 'keyport', message: bridgeMessage }],
      },
    },

    walls(['electron/**'], inMain),
    walls(
      ['electron/aws/**'],
      [
        ...without(inMain, noSdk),
        beside(['keychain', 'custody', 'launch', 'review', 'connect'], [], 'electron/aws talks to AWS only.'),
        noWindow,
      ],
    ),
    walls(
      ['electron/keychain/**'],
      [
        ...without(inMain, noKeyring, noOsKeychain),
        noKeytar,
        beside(
          ['aws', 'custody', 'launch', 'review', 'connect'],
          [],
          'electron/keychain holds secrets only.',
        ),
        noWindow,
      ],
    ),
    walls(
      [
        'electron/launch/**',
        'electron/custody/**',
        'electron/review/**',
        'electron/connect/**',
        'electron/cli/**',
      ],
      [...inMain, noWindow],
    ),
    walls(
      ['electron/practice/**'],
      [
        ...inMain,
        beside(
          ['aws', 'keychain', 'custody', 'launch', 'review', 'connect', 'address', 'cli'],
          ['keyport', 'keys', 'groups', 'modes'],
          'the practice account knows nothing of the app that calls it.',
        ),
        noWindow,
      ],
    ),
    walls(['electron/ipc.ts', 'electron/settings.ts', 'electron/window/**'], without(inMain, noElectron)),
    walls(['electron/main.ts'], without(inMain, noElectron, noOsKeychain)),
    walls(['electron/cli.ts'], without(inMain, noOsKeychain)),
    walls(['electron/preload.ts'], [bridgeOnly]),
  ],
});

function walls(files: string[], patterns: Wall[]): OxlintOverride {
  return { files, rules: { 'no-restricted-imports': ['error', { paths: [noListing], patterns }] } };
}

function without(all: Wall[], ...lifted: Wall[]): Wall[] {
  return all.filter((wall) => !lifted.includes(wall));
}

/** Folders and files that stand beside the importing folder, in electron/. */
function beside(folders: string[], files: string[], message: string): Wall {
  const names = folders.map((name) => `${name}/`).concat(files.map((name) => String.raw`${name}(\.ts)?$`));
  return { regex: String.raw`^(\.\./)+(${names.join('|')})`, message };
}

function noScreenOf(...names: string[]): Wall {
  return {
    regex: String.raw`^(\.\./)+(${names.map((name) => name.replace('.', String.raw`\.`)).join('|')})(/|$)`,
    message: 'screens share through components/, which knows none of them.',
  };
}
