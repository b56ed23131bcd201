import path from 'node:path';
import { app, dialog, type BaseWindow, type OpenDialogOptions } from 'electron';
import type { FileDialogs } from '../custody/vault-services.ts';

/** The system's own dialogs, on top of this window where there is one. The screen never sees, or says, a path to open. */
export function createFileDialogs(window: () => BaseWindow | null): FileDialogs {
  return {
    open: async ({ title, button, folder, what = 'file' }) => {
      const options = {
        title,
        buttonLabel: button,
        defaultPath: folderOf(folder ?? 'ssh'),
        properties: OPEN[what],
      };
      const parent = window();
      const { canceled, filePaths } = await (parent === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    save: async ({ title, button, fileName, folder }) => {
      // Given, for since Electron 43 the dialog begins in Downloads, which is no place for a key.
      const options = { title, buttonLabel: button, defaultPath: path.join(folderOf(folder), fileName) };
      const parent = window();
      const { canceled, filePath } = await (parent === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      return canceled || filePath === '' ? null : filePath;
    },
  };
}

// Keys live in hidden folders.
const OPEN: Record<'file' | 'folder', NonNullable<OpenDialogOptions['properties']>> = {
  file: ['openFile', 'showHiddenFiles'],
  folder: ['openDirectory', 'createDirectory'],
};

function folderOf(folder: 'ssh' | 'documents'): string {
  return folder === 'ssh' ? path.join(app.getPath('home'), '.ssh') : app.getPath('documents');
}
