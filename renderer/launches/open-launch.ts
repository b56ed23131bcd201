import type { AccountChoice } from '../../shared/account.ts';
import type { Mode } from '../../shared/practice/practice-api.ts';
import { remembered } from '../mode/remembered.ts';

/** The launch a window shows, and whose account it runs in. */
export type OpenLaunch = { readonly launchId: string; readonly choice: AccountChoice };

const NAME = 'open-launch';

/** A page that is loaded again shows the launch it showed before; the machines do not stop for it. */
export function rememberOpenLaunch(mode: Mode, open: OpenLaunch): void {
  sessionStorage.setItem(remembered(mode, NAME), JSON.stringify(open));
}

export function forgetOpenLaunch(mode: Mode): void {
  sessionStorage.removeItem(remembered(mode, NAME));
}

export function recallOpenLaunch(mode: Mode): OpenLaunch | null {
  return readOpenLaunch(sessionStorage.getItem(remembered(mode, NAME)));
}

/** What was stored, or null when it is nothing of ours: the wizard is then the right place to begin. */
export function readOpenLaunch(text: string | null): OpenLaunch | null {
  if (text === null) return null;
  try {
    const stored: unknown = JSON.parse(text);
    return isOpenLaunch(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isOpenLaunch(stored: unknown): stored is OpenLaunch {
  return isRecord(stored) && isText(stored['launchId']) && isChoice(stored['choice']);
}

function isChoice(stored: unknown): stored is AccountChoice {
  return isRecord(stored) && isText(stored['sourceId']) && isText(stored['region']);
}

function isRecord(stored: unknown): stored is Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null;
}

function isText(stored: unknown): stored is string {
  return typeof stored === 'string' && stored !== '';
}
