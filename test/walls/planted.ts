/** One line of code planted in a file, and what the lint must say about it; undefined where it must pass. */
export type Planted = { readonly file: string; readonly code: string; readonly refused: string | undefined };

const refuse = (file: string, code: string, refused: string): Planted => ({ file, code, refused });
const pass = (file: string, code: string): Planted => ({ file, code, refused: undefined });

const machine = 'the renderer reaches the machine through window.keyport';
const screen = 'the main process knows no screen';
const sdk = 'AWS SDK: electron/aws only';
const keyring = 'the keyring: electron/keychain only';
const electron = 'all else runs in plain Node';
const wiring = 'nothing imports it';
const choice = 'main.ts and cli.ts choose';
const window = 'a service knows no window';
const screens = 'screens share through components/';
const given = 'a component is given what it shows';
const bridge = 'the preload bridges: electron and shared only';
const sharedOnly = 'shared imports shared, zod and ipaddr.js';
const tools = 'the product imports neither tests nor tools';
const keytar = "never the keyring's keytar entry";
const listing = 'reads secrets that are not ours';
const practice = 'the practice account knows nothing of the app';

/** Each wall, crossed in each place where somebody might; and beside it an import that the wall must let through. */
export const plantedImports: readonly Planted[] = [
  refuse('shared/price.ts', "import fs from 'node:fs';", sharedOnly),
  refuse('shared/price.ts', "import path from 'path';", sharedOnly),
  refuse('shared/price.ts', "import { app } from 'electron';", sharedOnly),
  refuse('shared/price.ts', "import { useState } from 'react';", sharedOnly),
  refuse('shared/price.ts', "import type { Tag } from '@aws-sdk/client-ec2';", sharedOnly),
  refuse('shared/price.ts', "import { listGroups } from '../electron/aws/groups.ts';", sharedOnly),
  refuse('shared/price.ts', "import { Page } from '../renderer/app.tsx';", sharedOnly),
  refuse('shared/words/en/app.ts', "import { part } from '../../../test/support/parts.ts';", sharedOnly),
  refuse('shared/price.ts', "const fs = require('node:fs');", 'require'),
  pass('shared/price.ts', "import { z } from 'zod';"),
  pass('shared/price.ts', "import ipaddr from 'ipaddr.js';"),
  pass('shared/price.ts', "import { zones } from './placement.ts';"),
  pass('shared/words/en/app.ts', "import { zones } from '../../placement.ts';"),

  refuse('electron/practice/serve.ts', "import { createKeyport } from '../keyport.ts';", practice),
  refuse(
    'electron/practice/actions/vpcs.ts',
    "import { readNetwork } from '../../aws/network.ts';",
    practice,
  ),
  refuse('electron/practice/serve.ts', "import { EC2Client } from '@aws-sdk/client-ec2';", sdk),
  pass('electron/practice/actions/vpcs.ts', "import { reads } from '../action.ts';"),
  pass(
    'electron/practice/world/state-file.ts',
    "import { writeDurably } from '../../journal/durable-file.ts';",
  ),

  refuse('renderer/app.tsx', "import { ipcRenderer } from 'electron';", machine),
  refuse('renderer/app.tsx', "import type { IpcRenderer } from 'electron/renderer';", machine),
  refuse('renderer/app.tsx', "import Store from 'electron-store';", machine),
  refuse('renderer/app.tsx', "import { EC2Client } from '@aws-sdk/client-ec2';", machine),
  refuse('renderer/app.tsx', "import type { Provider } from '@smithy/types';", machine),
  refuse('renderer/app.tsx', "import { Sha256 } from '@aws-sdk/client-ec2/dist-es/runtimeConfig';", machine),
  refuse('renderer/app.tsx', "import { AsyncEntry } from '@napi-rs/keyring';", machine),
  refuse('renderer/app.tsx', "import { readFile } from 'node:fs/promises';", machine),
  refuse('renderer/app.tsx', "import type { Settings } from '../electron/settings.ts';", machine),
  refuse('renderer/app.tsx', "import { part } from '../test/support/parts.ts';", tools),
  refuse('renderer/app.tsx', "import './main.tsx';", wiring),
  refuse(
    'renderer/wizard/steps/image.tsx',
    "import type { Image } from '../../../electron/aws/images.ts';",
    machine,
  ),
  refuse('renderer/components/field.tsx', "import { readFile } from 'node:fs/promises';", machine),
  pass('renderer/app.tsx', "import type { KeyportApi } from '../shared/api.ts';"),
  pass('renderer/app.tsx', "import { Wizard } from './wizard/wizard.tsx';"),
  pass('renderer/app.tsx', 'export const api = window.keyport;'),

  refuse('renderer/components/field.tsx', "import { steps } from '../wizard/steps.ts';", screens),
  refuse('renderer/components/field.tsx', "import { App } from '../app.tsx';", screens),
  refuse('renderer/components/field.tsx', 'export const a = window.keyport;', given),
  refuse('renderer/components/field.tsx', 'export const b = globalThis.keyport;', given),
  refuse('renderer/components/field.tsx', 'export const { keyport } = window;', given),
  refuse('renderer/components/card.tsx', 'export const c = keyport;', given),
  refuse('renderer/wizard/wizard.tsx', "import { Vault } from '../keys/vault.tsx';", screens),
  refuse('renderer/wizard/steps/key.tsx', "import { Vault } from '../../keys/vault.tsx';", screens),
  refuse('renderer/keys/vault.tsx', "import { steps } from '../wizard/steps.ts';", screens),
  refuse('renderer/groups/review-group.tsx', "import { Vault } from '../keys/vault.tsx';", screens),
  refuse('renderer/groups/review-group.tsx', "import { PRESETS } from '../practice/presets.ts';", screens),
  refuse('renderer/wizard/wizard.tsx', "import { PRESETS } from '../practice/presets.ts';", screens),
  refuse('renderer/keys/vault.tsx', "import { PRESETS } from '../practice/presets.ts';", screens),
  refuse('renderer/practice/picture.tsx', "import { steps } from '../wizard/steps.ts';", screens),
  refuse('renderer/practice/picture.tsx', "import { Vault } from '../keys/vault.tsx';", screens),
  refuse('renderer/practice/picture.tsx', "import { readFile } from 'node:fs/promises';", machine),
  refuse('renderer/mode/strip.tsx', "import { PRESETS } from '../practice/presets.ts';", screens),
  refuse('renderer/components/field.tsx', "import { useMode } from '../mode/mode-context.ts';", screens),
  refuse('renderer/vault/unlock.tsx', "import { KeysPage } from '../keys/keys-page.tsx';", screens),
  refuse('renderer/vault/unlock.tsx', "import { steps } from '../wizard/steps.ts';", screens),
  refuse('renderer/launches/page.tsx', "import { Groups } from '../groups/groups-screen.tsx';", screens),
  pass('renderer/launches/page.tsx', "import { useVault } from '../vault/vault-context.ts';"),
  pass('renderer/components/field.tsx', "import { Hint } from './hint.tsx';"),
  pass('renderer/components/field.tsx', "import { words } from '../../shared/words/en.ts';"),
  pass('renderer/wizard/wizard.tsx', "import { Field } from '../components/field.tsx';"),
  pass('renderer/wizard/steps/key.tsx', "import { Field } from '../../components/field.tsx';"),
  pass('renderer/keys/vault.tsx', "import { Field } from '../components/field.tsx';"),
  pass('renderer/practice/picture.tsx', "import { useMode } from '../mode/mode-context.ts';"),
  pass('renderer/practice/picture.tsx', "import type { Weather } from '../../shared/practice/weather.ts';"),
  pass('renderer/wizard/wizard.tsx', "import { useMode } from '../mode/mode-context.ts';"),
  pass('renderer/groups/review-group.tsx', "import { Field } from '../components/field.tsx';"),

  ...['electron/answer-call.ts', 'electron/ipc.ts', 'electron/main.ts', 'electron/window/open.ts'].flatMap(
    (file) => [
      refuse(file, "import { useState } from 'react';", screen),
      refuse(file, "import { createRoot } from 'react-dom/client';", screen),
      refuse(file, "import { steps } from '../renderer/wizard/steps.ts';", screen),
      refuse(file, "import { EC2Client } from '@aws-sdk/client-ec2';", sdk),
      refuse(file, "import type { Provider } from '@smithy/types';", sdk),
      refuse(file, "import { AsyncEntry } from '@napi-rs/keyring';", keyring),
      refuse(file, "import keytar from '@napi-rs/keyring/keytar';", keyring),
      refuse(file, "import { services } from './main.ts';", wiring),
      refuse(file, "import { part } from '../test/support/parts.ts';", tools),
      refuse(file, "const sdk = require('@aws-sdk/client-ec2');", 'require'),
    ],
  ),
  refuse(
    'electron/answer-call.ts',
    "import { Sha256 } from '@aws-sdk/client-ec2/dist-es/runtimeConfig';",
    sdk,
  ),
  refuse('electron/answer-call.ts', "import { Entry } from '@napi-rs/keyring-linux-x64-gnu';", keyring),
  refuse('electron/answer-call.ts', "import { Button } from '@cloudscape-design/components/button';", screen),
  refuse('electron/answer-call.ts', "import { app } from 'electron';", electron),
  refuse('electron/answer-call.ts', "import type { App } from 'electron/main';", electron),
  refuse('electron/answer-call.ts', "import Store from 'electron-store';", electron),
  refuse('electron/cli.ts', "import { app } from 'electron';", electron),
  refuse('electron/journal/durable-file.ts', "import { app } from 'electron';", electron),
  refuse('electron/ipc.ts', "import { osKeychain } from './keychain/os-keychain.ts';", choice),
  refuse('electron/window/open.ts', "import { ready } from '../main.ts';", wiring),
  pass('electron/main.ts', "import { app } from 'electron';"),
  pass('electron/main.ts', "import { osKeychain } from './keychain/os-keychain.ts';"),
  pass('electron/main.ts', "import { runLaunch } from './launch/run-launch.ts';"),
  pass('electron/cli.ts', "import { osKeychain } from './keychain/os-keychain.ts';"),
  pass('electron/ipc.ts', "import { ipcMain } from 'electron';"),
  pass('electron/settings.ts', "import Store from 'electron-store';"),
  pass('electron/window/open.ts', "import { BrowserWindow } from 'electron/main';"),
  pass('electron/journal/durable-file.ts', "import fs from 'node:fs';"),

  refuse('electron/aws/images.ts', "import { app } from 'electron';", electron),
  refuse('electron/aws/images.ts', "import { useState } from 'react';", screen),
  refuse('electron/aws/images.ts', "import { AsyncEntry } from '@napi-rs/keyring';", keyring),
  refuse(
    'electron/aws/images.ts',
    "import type { Keychain } from '../keychain/keychain.ts';",
    'talks to AWS only',
  ),
  refuse('electron/aws/images.ts', "import { open } from '../window/open.ts';", window),
  refuse('electron/aws/images.ts', "import { services } from '../main.ts';", wiring),
  pass('electron/aws/images.ts', "import { EC2Client } from '@aws-sdk/client-ec2';"),
  pass('electron/aws/images.ts', "import type { Provider } from '@smithy/types';"),

  refuse('electron/keychain/os-keychain.ts', "import keytar from '@napi-rs/keyring/keytar';", keytar),
  refuse('electron/keychain/os-keychain.ts', "import keytarJs from '@napi-rs/keyring/keytar.js';", keytar),
  refuse('electron/keychain/os-keychain.ts', "import { findCredentials } from '@napi-rs/keyring';", listing),
  refuse(
    'electron/keychain/os-keychain.ts',
    "import { findCredentialsAsync } from '@napi-rs/keyring';",
    listing,
  ),
  refuse('electron/keychain/os-keychain.ts', "import * as every from '@napi-rs/keyring';", listing),
  refuse('electron/keychain/os-keychain.ts', "import { EC2Client } from '@aws-sdk/client-ec2';", sdk),
  refuse('electron/keychain/os-keychain.ts', "import { safeStorage } from 'electron';", electron),
  refuse('electron/keychain/os-keychain.ts', "import { useState } from 'react';", screen),
  refuse(
    'electron/keychain/os-keychain.ts',
    "import { images } from '../aws/images.ts';",
    'holds secrets only',
  ),
  pass('electron/keychain/os-keychain.ts', "import { AsyncEntry } from '@napi-rs/keyring';"),
  pass('electron/keychain/os-keychain.ts', "import type { Keychain } from './keychain.ts';"),

  ...[
    'launch/run-launch',
    'custody/make-key',
    'review/read-groups',
    'connect/ssh-agent',
    'cli/review',
  ].flatMap((name) => {
    const file = `electron/${name}.ts`;
    return [
      refuse(file, "import { osKeychain } from '../keychain/os-keychain.ts';", choice),
      refuse(file, "import { EC2Client } from '@aws-sdk/client-ec2';", sdk),
      refuse(file, "import { AsyncEntry } from '@napi-rs/keyring';", keyring),
      refuse(file, "import { app } from 'electron';", electron),
      refuse(file, "import { open } from '../window/open.ts';", window),
      refuse(file, "import { serve } from '../ipc.ts';", window),
      refuse(file, "import { services } from '../main.ts';", wiring),
      pass(file, "import { listImages } from '../aws/images.ts';"),
      pass(file, "import type { Keychain } from '../keychain/keychain.ts';"),
    ];
  }),

  refuse('electron/preload.ts', "import fs from 'node:fs';", bridge),
  refuse('electron/preload.ts', "import { EC2Client } from '@aws-sdk/client-ec2';", bridge),
  refuse('electron/preload.ts', "import Store from 'electron-store';", bridge),
  refuse('electron/preload.ts', "import { useState } from 'react';", bridge),
  refuse('electron/preload.ts', "import { z } from 'zod';", bridge),
  refuse('electron/preload.ts', "import { services } from './main.ts';", bridge),
  refuse('electron/preload.ts', "import { App } from '../renderer/app.tsx';", bridge),
  pass('electron/preload.ts', "import { contextBridge } from 'electron';"),
  pass('electron/preload.ts', "import { channels } from '../shared/api.ts';"),

  refuse('test/electron/keychain.test.ts', "import keytar from '@napi-rs/keyring/keytar';", keytar),
  refuse('scripts/clean.ts', "import { findCredentials } from '@napi-rs/keyring';", listing),
  pass('test/electron/keychain.test.ts', "import { AsyncEntry } from '@napi-rs/keyring';"),
  pass(
    'test/electron/keychain.test.ts',
    "import { osKeychain } from '../../electron/keychain/os-keychain.ts';",
  ),
];

/** What only the compiler can refuse: a name or a file that its project does not have. */
export const plantedTypes: readonly Planted[] = [
  refuse('shared/price.ts', 'export const cwd = process.cwd();', "Cannot find name 'process'"),
  refuse('shared/price.ts', 'export const title = document.title;', "Cannot find name 'document'"),
  refuse('shared/price.ts', "export * from '../electron/plain.ts';", 'is not listed'),
  refuse('shared/price.ts', "export * from '../renderer/plain.ts';", 'is not listed'),
  refuse('renderer/app.ts', 'export const cwd = process.cwd();', "Cannot find name 'process'"),
  refuse('renderer/app.ts', "export { readFileSync } from 'node:fs';", "'node:fs'"),
  refuse('renderer/app.ts', "export * from '../electron/plain.ts';", 'is not listed'),
  refuse('renderer/lazy.ts', "export const lazy = import('../electron/lazy.ts');", 'is not listed'),
  refuse('electron/window.ts', 'export const title = document.title;', "Cannot find name 'document'"),
  refuse('electron/window.ts', "export * from '../renderer/plain.ts';", 'is not listed'),
  refuse('electron/window.ts', "export * from '../scripts/plain.ts';", 'is not listed'),
  refuse('electron/window.ts', "export * from '../test/plain.ts';", 'is not listed'),
  pass('renderer/app.ts', 'export const title = document.title;'),
  pass('renderer/app.ts', "export * from '../shared/plain.ts';"),
  pass('electron/window.ts', "export { readFileSync } from 'node:fs';"),
  pass('electron/window.ts', "export type { BrowserWindow } from 'electron';"),
  pass('electron/window.ts', "export type { EC2Client } from '@aws-sdk/client-ec2';"),
  pass('electron/window.ts', "export * from '../shared/plain.ts';"),
  pass('test/all.ts', "export * as one from '../electron/plain.ts';"),
  pass('test/all.ts', "export * as two from '../renderer/plain.ts';"),
];
