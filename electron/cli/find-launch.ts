import { isRemoved } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchesApi } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';

/** The one launch that is meant by the start of its id, or by its name. */
export async function findLaunch(
  { listLaunches }: Pick<LaunchesApi, 'listLaunches'>,
  named: string,
): Promise<Outcome<Launch>> {
  const { usage } = words.cliLaunch;
  const listed = await listLaunches();
  if (!listed.ok) return listed;
  const { launches } = listed.value;
  const byId = ID_START.test(named)
    ? launches.filter(({ launchId }) => launchId.startsWith(named.toLowerCase()))
    : [];
  const found = byId.length > 0 ? byId : thereFirst(launches.filter(({ name }) => name === named));
  const [launch] = found;
  if (launch === undefined) {
    return failed(makeProblem('launch-unknown', { explanation: usage.unknownLaunch(named) }));
  }
  if (found.length === 1) return succeeded(launch);
  const each = found.map(({ launchId, state, startedAt }) =>
    usage.oneOfThem(launchId.slice(0, 8), words.cliLaunch.state[state], new Date(startedAt).toISOString()),
  );
  const explanation = usage.ambiguous(named, each);
  return failed({ ...makeProblem('launch-unknown', { explanation }), title: usage.ambiguousTitle });
}

/** A name may be used again when what had it is removed: then whoever is still there is meant. */
function thereFirst(launches: readonly Launch[]): readonly Launch[] {
  const there = launches.filter((launch) => !isRemoved(launch));
  return there.length > 0 ? there : launches;
}

const ID_START = /^[0-9a-f]{4}[0-9a-f-]{0,32}$/i;
