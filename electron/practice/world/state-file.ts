import { constants } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { writeDurably } from '../../journal/durable-file.ts';
import { stateSchema, type RegionTables } from './state.ts';

export type PracticeState = { ids: number; at: number; readonly regions: Map<string, RegionTables> };

export type ReadState = {
  readonly state: PracticeState;
  /** Why an earlier file was set aside, and under which name; null where nothing was wrong. */
  readonly setAside: string | null;
};

/** What the file holds; a new state where there is none. One that cannot be read is renamed, and said. */
export async function readState(file: string | null): Promise<ReadState> {
  if (file === null) return { state: newState(), setAside: null };
  const text = await textOf(file);
  if (text === null) return { state: newState(), setAside: null };
  const read = parseState(text);
  if (read.ok) return { state: read.state, setAside: null };
  const aside = `${file}.unreadable-${String(Date.now())}`;
  await rename(file, aside);
  return { state: newState(), setAside: `${aside}: ${read.wrong}` };
}

/** Writes one state after the other; what changes while one is being written is written with the next. */
export function createStateWriter(file: string | null, state: PracticeState) {
  let isUnsaved = false;
  let writing: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  const writeTo = async (name: string): Promise<void> => {
    isUnsaved = false;
    try {
      await writeDurably(name, textFrom(state));
    } catch (error) {
      isUnsaved = true;
      throw error;
    }
  };
  const write = (name: string): Promise<void> => {
    writing = writeTo(name).finally(() => {
      writing = null;
    });
    return writing;
  };
  return {
    /** The state is not what stands in the file any more. */
    changed: (): void => {
      isUnsaved = true;
    },
    /** Resolves when the state as it is now stands in the file: at once where nothing has changed. */
    save: (): Promise<void> => {
      if (file === null) return Promise.resolve();
      if (waiting !== null) return waiting;
      if (writing === null) return isUnsaved ? write(file) : Promise.resolve();
      if (!isUnsaved) return writing;
      waiting = writing
        .catch(() => undefined)
        .then(() => {
          waiting = null;
          return write(file);
        });
      return waiting;
    },
  };
}

function newState(): PracticeState {
  return { ids: 0, at: 0, regions: new Map() };
}

function parseState(
  text: string,
): { readonly ok: true; readonly state: PracticeState } | { readonly ok: false; readonly wrong: string } {
  try {
    const { ids, at, regions } = stateSchema.parse(JSON.parse(text));
    return {
      ok: true,
      state: { ids, at, regions: new Map(regions.map((region) => [region.region, region])) },
    };
  } catch (error) {
    const wrong = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { ok: false, wrong: wrong.slice(0, 500) };
  }
}

function textFrom({ ids, at, regions }: PracticeState): string {
  const plain = { version: 1, ids, at, regions: [...regions.values()] };
  return JSON.stringify(plain, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

async function textOf(file: string): Promise<string | null> {
  const handle = await opened(file);
  if (handle === null) return null;
  try {
    if (!(await handle.stat()).isFile())
      throw Object.assign(new Error(`not a file: ${file}`), { code: 'EINVAL', syscall: 'open' });
    const text = await handle.readFile('utf8');
    // An editor on Windows puts its mark in front.
    return text.replace(/^\u{feff}/u, '');
  } finally {
    await handle.close();
  }
}

/** Null where there is none. Never waits, as a pipe would make it. */
async function opened(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
