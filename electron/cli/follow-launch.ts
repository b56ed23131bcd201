import { isBusy } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchesApi } from '../../shared/launches-api.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { isOver } from './launch-end.ts';
import type { Wait } from './waits.ts';
import { createLaunchProgress } from './launch-progress.ts';
import type { Session } from './session.ts';

type Followed = {
  readonly launchId: string;
  readonly wait: Wait;
  /** As it stood before this work; null where there was none. */
  readonly before: Launch | null;
};

/**
 * Begins a work on a launch, shows each step of it, and answers with the launch when there is nothing more to wait for. From the first
 * step on it goes on when it is interrupted: what is half done costs money.
 */
export async function followLaunch(
  session: Session,
  { launchId, wait, before }: Followed,
  begin: (launches: LaunchesApi) => Promise<Outcome<Launch>>,
): Promise<Outcome<Launch>> {
  const { promise: over, resolve } = Promise.withResolvers<Launch>();
  const progress = await createLaunchProgress(session, before?.lines ?? []);
  const { progress: says } = words.cliLaunch;
  let hasBegun = false;
  let hasEnded = false;
  session.launches.listen((launch) => {
    if (launch.launchId !== launchId || hasEnded) return;
    // Whoever still watched it after an earlier work has seen something: this one has not begun.
    if (!hasBegun && !isBusy(launch)) return;
    if (!hasBegun) {
      session.goOn({ first: says.goesOn(launchId), left: says.left(launchId) });
      session.say(says.launch(launchId));
    }
    hasBegun = true;
    progress.show(launch);
    hasEnded = isOver(launch, wait);
    if (hasEnded) resolve(launch);
  });
  try {
    const begun = await begin(await session.launches.open());
    return begun.ok ? succeeded(await over) : begun;
  } finally {
    progress.end();
  }
}
