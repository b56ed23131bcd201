import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../journal/durable-file.ts';
import { FIRST_WAY_OUT, wayOutSettings, type WayOutSettings } from '../../shared/way-out.ts';

/** The window and the command line read the same file. */
function fileIn(home: string): string {
  return path.join(home, 'connection.json');
}

/** What a person has set in this home; the first setting where there is nothing, or nothing that can be read. */
export function readWayOut(home: string): WayOutSettings {
  try {
    return wayOutSettings.parse(JSON.parse(readFileSync(fileIn(home), 'utf8')));
  } catch {
    return FIRST_WAY_OUT;
  }
}

/** Keeps it; never a password (see `refusalOfProxy`). */
export async function keepWayOut(home: string, settings: WayOutSettings): Promise<void> {
  await writeDurably(fileIn(home), `${JSON.stringify(settings, null, 2)}\n`);
}
