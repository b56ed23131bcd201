import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  Menu,
  protocol,
  session,
  shell,
  type MessageBoxOptions,
} from 'electron';
import type { About } from '../shared/api.ts';
import { publicAddresses } from './address/my-addresses.ts';
import { watchNetwork } from './address/network-watch.ts';
import { accountsOf } from './aws/accounts.ts';
import { configFileOf } from './connect/ssh-config/config-file.ts';
import { sendEvent, serveApi } from './ipc.ts';
import { createHomeLock } from './journal/home-lock.ts';
import { createKeyport, type Machine, type ScreenEvents } from './keyport.ts';
import { createOsKeychain } from './keychain/os-keychain.ts';
import { createModes, type Modes } from './modes.ts';
import { createUnfinished } from './unfinished.ts';
import { knock } from './review/change/probe-doors.ts';
import { createReviewThread } from './review/review-thread.ts';
import { openSettings } from './settings.ts';
import { createFileDialogs } from './window/file-dialogs.ts';
import { APP_ORIGIN, readAppFiles } from './window/app-files.ts';
import { refuseNavigation, refusePermissions } from './window/lock-down.ts';
import { openWindow } from './window/open-window.ts';
import { serveConnection } from './way-out/serve-connection.ts';
import { startProgram } from './start-program.ts';
import { createWayOut } from './way-out/way-out.ts';
import { waitBeforeQuit } from './window/wait-before-quit.ts';

// Forge's Vite plugin, and our own build, put these in.
declare const MAIN_WINDOW_VITE_DEV_SERVER_URL: string | undefined;
declare const MAIN_WINDOW_VITE_NAME: string;

const devServer = app.isPackaged ? undefined : MAIN_WINDOW_VITE_DEV_SERVER_URL;
let window: BrowserWindow | null = null;

app.enableSandbox();
chooseHome();
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);

if (app.requestSingleInstanceLock()) start();
else {
  process.stderr.write('Keyport is open already: its window comes to the front.\n');
  app.quit();
}

function start(): void {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  process.on('unhandledRejection', report);
  refuseNavigation();
  void app.whenReady().then(open, fail);
}

function open(): void {
  Menu.setApplicationMenu(null);
  refusePermissions(session.defaultSession);
  if (devServer === undefined) serveScreen();
  const { api, unfinished, held, copiedSecret, isLaunching, close } = createServices();
  waitBeforeQuit(app, { unfinished, held, copiedSecret, isLaunching, ask: askPerson, goBack });
  app.on('will-quit', close);
  serveApi({
    api,
    window: () => window,
    origin: devServer === undefined ? APP_ORIGIN : new URL(devServer).origin,
    report,
  });
  showWindow();
}

function showWindow(): void {
  window = openWindow({
    url: devServer ?? `${APP_ORIGIN}/index.html`,
    preload: path.join(__dirname, 'preload.cjs'),
    isPackaged: app.isPackaged,
  });
  window.on('closed', () => {
    window = null;
  });
}

async function askPerson(question: MessageBoxOptions): Promise<number> {
  const asking = window === null ? dialog.showMessageBox(question) : dialog.showMessageBox(window, question);
  return (await asking).response;
}

/** The window may have been closed on the way out. */
function goBack(): void {
  if (window === null) showWindow();
  window?.focus();
}

function serveScreen(): void {
  const files = readAppFiles(path.join(__dirname, `../renderer/${MAIN_WINDOW_VITE_NAME}`));
  protocol.handle('app', (request) => {
    const { host, pathname } = new URL(request.url);
    return files(host === 'keyport' && request.method === 'GET' ? pathname : '');
  });
}

function createServices(): Modes {
  const { env } = process;
  // The stand-in host has no system to ask.
  const askSystem = about().isStandIn ? null : askSystemForProxy;
  const wayOut = createWayOut({ home: app.getPath('userData'), env, askSystem });
  const shared = {
    env,
    home: app.getPath('userData'),
    about: about(),
    files: createFileDialogs(() => window),
    copyText: async (text: string) => clipboard.writeText(text),
    readText: async () => clipboard.readText(),
    openExternal: (url: string) => shell.openExternal(url),
  };
  return createModes({
    connection: serveConnection(wayOut, shared.files),
    openReal: (events) => {
      watchNetwork(events.networkChanged);
      return createKeyport({ ...shared, ...realMachine(shared), ...events });
    },
    // Most starts never practise: nothing of it is loaded before.
    openPractice: async (events) => {
      const { openPracticeMode } = await import('./practice-mode.ts');
      return openPracticeMode({ ...shared, events });
    },
    events: {
      launchChanged: (launch) => sendEvent(window, 'onLaunchChanged', launch),
      vaultChanged: (vault) => sendEvent(window, 'onVaultChanged', vault),
      reviewProgressed: (progress) => sendEvent(window, 'onReviewProgress', progress),
      groupChanged: (change) => sendEvent(window, 'onGroupChanged', change),
      rescueChanged: (rescue) => sendEvent(window, 'onRescueChanged', rescue),
      accessTested: (test) => sendEvent(window, 'onAccessTested', test),
      networkChanged: () => sendEvent(window, 'onNetworkChanged', null),
    },
  });
}

type Shared = Pick<Machine, 'env' | 'home' | 'about' | 'files' | 'copyText' | 'readText' | 'openExternal'>;

/** The person's own accounts and keychain, and the network. */
function realMachine({ env, home }: Shared): Omit<Machine, keyof Shared | keyof ScreenEvents> {
  return {
    sshConfigFile: configFileOf(env),
    lock: createHomeLock(home, 'the Keyport window'),
    openKeychain: (onWaiting) => createOsKeychain({ onWaiting }),
    // Only Linux's keychain has a program of its own that prints what it keeps.
    hasKeyCommand: process.platform === 'linux',
    accounts: accountsOf(env),
    addresses: publicAddresses(env),
    unfinished: createUnfinished(),
    reviewer: createReviewThread(
      (options) => new Worker(path.join(__dirname, 'review-worker.cjs'), options),
      env,
    ),
    probe: knock,
    startProgram,
    openPath,
    ...openSettings(home),
  };
}

/** It answers with what went wrong, or with nothing. */
async function openPath(file: string): Promise<void> {
  const wrong = await shell.openPath(file);
  if (wrong !== '') throw new Error(wrong);
}

/** Of one host of AWS, which stands for all. */
function askSystemForProxy(): Promise<string> {
  return session.defaultSession.resolveProxy('https://ec2.us-east-1.amazonaws.com/');
}

function about(): About {
  const { electron, chrome, node } = process.versions;
  return { version: app.getVersion(), electron, chrome, node, isStandIn: electron.endsWith('-host') };
}

/** Where state lives: `--user-data-dir` (Electron's own switch) wins, then KEYPORT_HOME, then the system's place. */
function chooseHome(): void {
  const home = process.env['KEYPORT_HOME'];
  if (app.commandLine.hasSwitch('user-data-dir') || home === undefined || home === '') return;
  app.setPath('userData', path.resolve(home));
}

/** A bug: said on stderr by its name and place, never with the values it met. */
function report(error: unknown): void {
  const place = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join('\n') : '';
  process.stderr.write(`keyport: ${error instanceof Error ? error.name : typeof error}\n${place}\n`);
}

function fail(error: unknown): void {
  report(error);
  app.exit(1);
}
