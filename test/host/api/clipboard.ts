import type { Clipboard } from 'electron';
import { sayOnce } from '../notice.ts';
import { refuseTheRest } from './refused.ts';

let text = '';

/** In this process only: the person's own clipboard is not ours to write from a test. */
export const clipboard = refuseTheRest('clipboard', {
  writeText: async (written: string) => {
    sayOnce('the clipboard is kept in memory: it is not the desktop’s');
    text = written;
  },
  readText: async () => text,
  clear: () => {
    text = '';
  },
} satisfies Partial<Clipboard>);
