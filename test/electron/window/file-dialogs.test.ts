import { beforeEach, expect, test, vi } from 'vitest';
import type { BaseWindow } from 'electron';
import { createFileDialogs } from '../../../electron/window/file-dialogs.ts';

const asked = vi.hoisted(() => ({
  calls: [] as unknown[][],
  open: { canceled: false, filePaths: ['/home/me/.ssh/id'] as string[] },
  save: { canceled: false, filePath: '/home/me/.ssh/web.pem' },
}));
vi.mock('electron', () => ({
  app: { getPath: (name: string) => `/home/me${name === 'home' ? '' : `/${name}`}` },
  dialog: {
    showOpenDialog: async (...args: unknown[]) => {
      asked.calls.push(args);
      return asked.open;
    },
    showSaveDialog: async (...args: unknown[]) => {
      asked.calls.push(args);
      return asked.save;
    },
  },
}));

const parent = { id: 1 } as unknown as BaseWindow;
const save = { title: 'Save', button: 'Save', fileName: 'web.pem', folder: 'ssh' } as const;

beforeEach(() => {
  asked.calls.length = 0;
});

test('a dialog belongs to the window where there is one, and begins where keys are kept', async () => {
  const dialogs = createFileDialogs(() => parent);

  expect(await dialogs.open({ title: 'Open', button: 'Add' })).toBe('/home/me/.ssh/id');
  expect(await dialogs.save(save)).toBe('/home/me/.ssh/web.pem');
  await dialogs.save({ ...save, fileName: 'keys.age', folder: 'documents' });

  expect(asked.calls).toEqual([
    [parent, expect.objectContaining({ defaultPath: '/home/me/.ssh' })],
    [parent, expect.objectContaining({ defaultPath: '/home/me/.ssh/web.pem' })],
    [parent, expect.objectContaining({ defaultPath: '/home/me/documents/keys.age' })],
  ]);
});

test('without a window it stands alone', async () => {
  const dialogs = createFileDialogs(() => null);
  await dialogs.open({ title: 'Open', button: 'Add' });
  await dialogs.save(save);

  expect(asked.calls.map((args) => args.length)).toEqual([1, 1]);
});

test('what was cancelled is no path', async () => {
  asked.open = { canceled: true, filePaths: [] };
  asked.save = { canceled: true, filePath: '' };
  const dialogs = createFileDialogs(() => parent);

  expect(await dialogs.open({ title: 'Open', button: 'Add' })).toBeNull();
  expect(await dialogs.save(save)).toBeNull();
});
