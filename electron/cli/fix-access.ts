import type { ShutOut } from '../../shared/connect/address-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import type { GroupChange } from '../../shared/security-group/group-change.ts';
import { words } from '../../shared/words/en.ts';
import type { AccessDoor } from './access-door.ts';
import { EXIT } from './exit-codes.ts';
import { findLaunch } from './find-launch.ts';
import type { Session } from './session.ts';
import type { Shown } from './shown.ts';

const said = words.cliAccess;

/** As commander gives them. */
type FixFlags = { readonly show?: boolean };

type Fixed = {
  readonly launchId: string;
  readonly name: string;
  readonly before: string | null;
  readonly change: GroupChange | null;
};

/** Lets the address in use now in to one launch, or to each that lets in another one. With `--show` it only says so. */
export async function fixAccess(
  session: Session,
  named: string | undefined,
  { show = false }: FixFlags,
): Promise<Outcome<Shown>> {
  const only = named === undefined ? null : await findLaunch(await session.launches.open(), named);
  if (only !== null && !only.ok) return only;
  const door = await session.launches.openAccess();
  const changed = await door.readAddressChange();
  if (!changed.ok) return changed;
  const shut = changed.value?.launches ?? [];
  const address = changed.value?.address ?? null;
  if (only === null) {
    if (address === null) return succeeded({ lines: [said.allIsWell], json: { address, launches: [] } });
    return show ? wouldFix(address, shut) : fixAll(session, door, shut);
  }
  const { launchId, name, connect } = only.value;
  const meant = shut.filter((each) => each.launchId === launchId);
  if (show && address !== null && meant.length > 0) return wouldFix(address, meant);
  if (show) return succeeded({ lines: [said.already(name)], json: { address, launches: [] } });
  // Also one that lets nobody in, which is not said to be shut out.
  return fixAll(session, door, [{ launchId, name, port: connect.port, before: connect.adminAddress }]);
}

function wouldFix(address: string, launches: readonly ShutOut[]): Outcome<Shown> {
  return succeeded({
    lines: launches.map(({ name, before, port }) => said.would(name, before, address, port)),
    json: { address, launches },
  });
}

type Meant = Pick<ShutOut, 'launchId' | 'name' | 'port'> & { readonly before: string | null };

async function fixAll(
  session: Session,
  door: AccessDoor,
  launches: readonly Meant[],
): Promise<Outcome<Shown>> {
  const fixed: Fixed[] = [];
  const lines: string[] = [];
  for (const { launchId, name, port, before } of launches) {
    session.say(said.fixing(name));
    const begun = await door.fixAccess({ launchId });
    if (!begun.ok) return begun;
    const change = begun.value === null ? null : await door.ended(begun.value);
    fixed.push({ launchId, name, before, change });
    lines.push(lineOf(name, port, change));
  }
  const bad = fixed.find(({ change }) => change !== null && change.state !== 'done');
  return succeeded({
    lines,
    json: {
      launches: fixed.map(({ change, ...launch }) => ({ ...launch, state: change?.state ?? 'already' })),
    },
    ...(bad === undefined
      ? {}
      : {
          exitCode: EXIT.failed,
          problem:
            bad.change?.problem ?? makeProblem('change-refused', { explanation: said.notFixed(bad.name) }),
        }),
  });
}

function lineOf(name: string, port: number, change: GroupChange | null): string {
  if (change === null) return said.already(name);
  if (change.state !== 'done') return said.notFixed(name);
  const source = change.added.at(0)?.source;
  return source?.kind === 'ipv4'
    ? said.fixed(name, source.cidr.replace(/\/32$/, ''), port)
    : said.already(name);
}
