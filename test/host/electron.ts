// What an app gets for `import 'electron'` and for `require('electron')`.
import type * as ElectronCommon from 'electron/common';
import type * as ElectronMain from 'electron/main';
import { app } from './api/app.ts';
import { BrowserWindow } from './api/browser-window.ts';
import { clipboard } from './api/clipboard.ts';
import { dialog } from './api/dialog.ts';
import { ipcMain } from './api/ipc.ts';
import { Menu, MenuItem } from './api/menu.ts';
import { nativeTheme } from './api/native-theme.ts';
import { protocol } from './api/protocol.ts';
import { refusedModule } from './api/refused.ts';
import { safeStorage } from './api/safe-storage.ts';
import { session } from './api/session.ts';
import { shell } from './api/shell.ts';
import { webContents } from './api/web-contents.ts';

const electron = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
  webContents,
  autoUpdater: refusedModule('autoUpdater'),
  BaseWindow: refusedModule('BaseWindow'),
  BrowserView: refusedModule('BrowserView'),
  ClipboardItem: refusedModule('ClipboardItem'),
  contentTracing: refusedModule('contentTracing'),
  crashReporter: refusedModule('crashReporter'),
  desktopCapturer: refusedModule('desktopCapturer'),
  globalShortcut: refusedModule('globalShortcut'),
  ImageView: refusedModule('ImageView'),
  inAppPurchase: refusedModule('inAppPurchase'),
  IpcMainServiceWorker: refusedModule('IpcMainServiceWorker'),
  MessageChannelMain: refusedModule('MessageChannelMain'),
  nativeImage: refusedModule('nativeImage'),
  net: refusedModule('net'),
  netLog: refusedModule('netLog'),
  Notification: refusedModule('Notification'),
  powerMonitor: refusedModule('powerMonitor'),
  powerSaveBlocker: refusedModule('powerSaveBlocker'),
  pushNotifications: refusedModule('pushNotifications'),
  screen: refusedModule('screen'),
  sharedTexture: refusedModule('sharedTexture'),
  ShareMenu: refusedModule('ShareMenu'),
  systemPreferences: refusedModule('systemPreferences'),
  TouchBar: refusedModule('TouchBar'),
  Tray: refusedModule('Tray'),
  utilityProcess: refusedModule('utilityProcess'),
  View: refusedModule('View'),
  WebContentsView: refusedModule('WebContentsView'),
  webFrameMain: refusedModule('webFrameMain'),
  WebSocket: refusedModule('WebSocket'),
} satisfies Record<keyof typeof ElectronMain | keyof typeof ElectronCommon, unknown>;

export const {
  autoUpdater,
  BaseWindow,
  BrowserView,
  ClipboardItem,
  contentTracing,
  crashReporter,
  desktopCapturer,
  globalShortcut,
  ImageView,
  inAppPurchase,
  IpcMainServiceWorker,
  MessageChannelMain,
  nativeImage,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  pushNotifications,
  screen,
  sharedTexture,
  ShareMenu,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  WebContentsView,
  webFrameMain,
  WebSocket,
} = electron;
export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
  webContents,
};
// The default is what Electron exports to ES modules, the quoted name what require() answers.
// oxlint-disable-next-line import/no-default-export -- Electron has one
export { electron as default, electron as 'module.exports' };
