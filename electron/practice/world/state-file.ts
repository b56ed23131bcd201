import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { writeDurably } from '../../journal/durable-file.ts';
import { stateSchema, type RegionTables } from './state.ts';

export type PracticeState = { ids: number; readonly regions: Map<string, RegionTables> };

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
  let writing: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  const write = (): Promise<void> => {
    if (file === null) return Promise.resolve();
    const started = writeDurably(file, textFrom(state));
    writing = started.finally(() => {
      writing = null;
    });
    return writing;
  };
  return {
    /** Resolves when the state as it is now stands in the file. */
    save: (): Promise<void> => {
      if (file === null) return Promise.resolve();
      if (waiting !== null) return waiting;
      if (writing === null) return write();
      waiting = writing
        .catch(() => undefined)
        .then(() => {
          waiting = null;
          return write();
        });
      return waiting;
    },
  };
}

function newState(): PracticeState {
  return { ids: 0, regions: new Map() };
}

function parseState(
  text: string,
): { readonly ok: true; readonly state: PracticeState } | { readonly ok: false; readonly wrong: string } {
  try {
    const { ids, regions } = stateSchema.parse(JSON.parse(text));
    return { ok: true, state: { ids, regions: new Map(regions.map((region) => [region.region, region])) } };
  } catch (error) {
    const wrong = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { ok: false, wrong: wrong.slice(0, 500) };
  }
}

function textFrom({ ids, regions }: PracticeState): string {
  const plain = { version: 1, ids, regions: [...regions.values()] };
  return JSON.stringify(plain, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
