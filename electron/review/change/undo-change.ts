import { admits, isCovered } from '../../../shared/security-group/admits.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { keepsMyAccess } from '../../../shared/security-group/change-rules.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import type { Problem } from '../../../shared/problem.ts';
import { PORTS } from '../../../shared/platform.ts';
import { words } from '../../../shared/words/en.ts';
import type { ChangeRun } from './change-services.ts';
import { ensureGone, waitUntilGone } from './ensure-rules.ts';
import { isForLogIn, listsOf } from './may-revoke.ts';
import { look, restore, type Stop } from './run-change.ts';

export const UNDO_LINES = ['undo-restore', 'undo-remove'] as const;

/**
 * First the rules that the change took away come back, as they were; then those that it added go, by their ids, and no others. A
 * rule of its own that an address in use here comes in by stays, where no other rule lets it in: undoing locks nobody out either.
 */
export async function undoChange(run: ChangeRun): Promise<Stop> {
  const { keeper } = run;
  const { groupId } = keeper.current();
  keeper.line('undo-restore', 'working');
  const notBack = await restore(run);
  if (notBack !== null) return stop(run, 'undo-restore', notBack);
  keeper.line('undo-restore', 'done');

  keeper.line('undo-remove', 'working');
  const rules = await look(run);
  const my = await run.myAddresses();
  const { goes, stays } = withoutMyOwn(run, rules, my);
  const ids = new Set(goes.flatMap(({ ruleId }) => ruleId ?? []));
  const notGone =
    (await ensureGone(run, groupId, ids, async () => null)) ?? (await waitUntilGone(run, groupId, ids));
  await look(run);
  if (notGone !== null) return stop(run, 'undo-remove', notGone);
  const isKnown = my.ipv4 !== null || my.ipv6 !== null;
  const why = isKnown ? words.groupChanges.keptForYou : words.groupChanges.keptUnknown;
  keeper.line('undo-remove', 'done', stays.length === 0 ? null : why);
  return { ended: 'undone', problem: null };
}

function stop({ keeper }: ChangeRun, line: string, problem: Problem): Stop {
  keeper.line(line, 'failed');
  return { ended: 'failed', problem };
}

/** The rules of this change, apart from those that alone let an address in use in; while nobody knows it, that alone let somebody log in. */
function withoutMyOwn(
  { keeper }: ChangeRun,
  rules: readonly GroupRule[],
  my: MyAddresses,
): { readonly goes: readonly GroupRule[]; readonly stays: readonly GroupRule[] } {
  const lists = listsOf(keeper.current());
  const ours = new Set(keeper.current().added.map(({ ruleId }) => ruleId));
  const added = rules.filter(({ ruleId }) => ours.has(ruleId));
  const others = rules.filter(({ ruleId }) => !ours.has(ruleId));
  if (my.ipv4 === null && my.ipv6 === null) {
    const mayBeNeeded = (rule: GroupRule) => isForLogIn(rule) && !isCovered(rule, others, lists);
    return { goes: added.filter((rule) => !mayBeNeeded(rule)), stays: added.filter(mayBeNeeded) };
  }
  if (keepsMyAccess(rules, others, my, lists)) return { goes: added, stays: [] };
  const isMine = (rule: GroupRule) =>
    [my.ipv4, my.ipv6].some(
      (address) =>
        address !== null &&
        [PORTS.ssh, PORTS.rdp].some(
          (port) => admits([rule], { protocol: 'tcp', port, address }, lists).verdict !== 'no',
        ),
    );
  return { goes: added.filter((rule) => !isMine(rule)), stays: added.filter(isMine) };
}
