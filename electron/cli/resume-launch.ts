import { isHalfDone, openZones } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { findLaunch } from './find-launch.ts';
import { followLaunch } from './follow-launch.ts';
import type { Wait } from './waits.ts';
import { shownLaunch, untouched } from './launch-lines.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

/** Goes on with what was left half done: makes, or removes, what is missing, and nothing twice. Once more does nothing. */
export async function resumeLaunch(
  session: Session,
  named: string,
  { wait }: { readonly wait: Wait },
): Promise<Outcome<Shown>> {
  const { done } = words.cliLaunch;
  const found = await findLaunch(await session.launches.open(), named);
  if (!found.ok) return found;
  const launch = found.value;
  if (!isHalfDone(launch)) {
    const refused = openZones(launch).map(({ zoneName }) => zoneName);
    const first =
      refused.length === 0
        ? done.nothingToFinish(launch.name)
        : done.refusedNotHalf(launch.name, refused.join(', '));
    return succeeded(shownLaunch(launch, 'running', [first]));
  }
  // To remove something no private key is needed.
  const opened = isRemoval(launch) ? succeeded(null) : await session.open();
  if (!opened.ok) return opened;
  const { launchId } = launch;
  const ended = await followLaunch(session, { launchId, wait, before: launch }, (launches) =>
    launches.finishLaunch({ launchId }),
  );
  return ended.ok ? succeeded(shownLaunch(ended.value, wait)) : untouched(launch, ended.problem);
}

function isRemoval({ state }: Launch): boolean {
  return state === 'half-removed' || state === 'not-removed';
}
