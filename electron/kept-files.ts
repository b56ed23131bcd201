import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readAtMost } from './journal/read-at-most.ts';

/** Whose and what it is: all of it stands in the file too, so that no file is taken for another one's. */
export type KeptKey = {
  /** `practice`, `aws`, or the address of what stands in for AWS. */
  readonly world: string;
  readonly accountId: string;
  readonly region: string;
  readonly what: string;
};

export type Kept<Value> = { readonly readAt: number; readonly value: Value };

/**
 * What was read of AWS and may be shown before it is read again, one file for each key. A file that is damaged, somebody else's, of
 * another version, too long or from the future is thrown away, and there is nothing then: never a problem. Two programs may write
 * at a time: what is read is one of the two, whole.
 */
export type KeptFiles = {
  readonly read: <Value>(key: KeptKey, schema: z.ZodType<Value>, now: number) => Promise<Kept<Value> | null>;
  /** Gives up silently where it cannot be written: it can be read again. */
  readonly write: (key: KeptKey, kept: Kept<unknown>) => Promise<void>;
};

/** Of another version is what had other fields, or other units. */
const VERSION = 1;
const MOST_BYTES = 1024 * 1024;
const MOST_FILES = 40;

/** A clock that was put right by a little makes no file worthless. */
const CLOCK_MS = 5 * 60 * 1000;

const heading = z.strictObject({
  version: z.literal(VERSION),
  key: z.strictObject({
    world: z.string(),
    accountId: z.string(),
    region: z.string(),
    what: z.string(),
  }),
  readAt: z.int().positive(),
  sha256: z.string(),
});

/** `folder` is made when something is written, readable by its owner only. */
export function openKeptFiles(folder: string): KeptFiles {
  const fileOf = (key: KeptKey) => path.join(folder, `${digestOf(textOf(key)).slice(0, 32)}.json`);
  return {
    read: async (key, schema, now) => {
      const file = fileOf(key);
      const bytes = await readAtMost(file, MOST_BYTES).catch(() => null);
      if (bytes === null) return null;
      const kept = keptIn(bytes, key, schema, now);
      if (kept === null) await rm(file, { recursive: true, force: true }).catch(() => undefined);
      return kept;
    },
    write: async (key, { readAt, value }) => {
      const body = JSON.stringify(value);
      const text = `${JSON.stringify({ version: VERSION, key, readAt, sha256: digestOf(body) })}\n${body}\n`;
      if (Buffer.byteLength(text) > MOST_BYTES) return;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await replace(fileOf(key), text);
        await clearUp(folder);
      } catch {
        // A full disk, a folder that may not be written: the next run asks AWS again.
      }
    },
  };
}

/** One line says what it is, the next one holds it. */
function keptIn<Value>(
  bytes: Buffer,
  key: KeptKey,
  schema: z.ZodType<Value>,
  now: number,
): Kept<Value> | null {
  const [first = '', body = '', ...rest] = bytes.toString('utf8').split('\n');
  const head = heading.safeParse(jsonOf(first));
  if (bytes.length > MOST_BYTES || rest.join('') !== '' || !head.success) return null;
  const { readAt, sha256 } = head.data;
  const isOurs = textOf(head.data.key) === textOf(key);
  if (!isOurs || readAt > now + CLOCK_MS || digestOf(body) !== sha256) return null;
  const value = schema.safeParse(jsonOf(body));
  return value.success ? { readAt, value: value.data } : null;
}

function textOf({ world, accountId, region, what }: KeptKey): string {
  return JSON.stringify([world, accountId, region, what]);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Each writer has a name of its own: of two at a time one is last, and neither is torn. */
async function replace(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
}

/** What a run that died has left half written, and the oldest where there are too many. */
async function clearUp(folder: string): Promise<void> {
  const found = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const file = path.join(folder, name);
      return {
        file,
        name,
        changedAt: await stat(file).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      };
    }),
  );
  const isLeft = ({ name, changedAt }: (typeof found)[number]) =>
    name.endsWith('.tmp') && changedAt < Date.now() - CLOCK_MS;
  const kept = found.filter(({ name }) => /^[0-9a-f]{32}\.json$/.test(name));
  const tooMany = kept.toSorted((one, other) => other.changedAt - one.changedAt).slice(MOST_FILES);
  for (const { file } of [...found.filter(isLeft), ...tooMany]) await rm(file, { force: true });
}
