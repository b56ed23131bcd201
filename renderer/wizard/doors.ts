import { readPublicAddress } from '../../shared/address.ts';
import type { NewGroupAccess } from '../../shared/launch-plan.ts';
import { PORTS, adminPortOf, type Platform } from '../../shared/platform.ts';
import { plannedRules, type PlannedRule } from '../../shared/security-group/planned-rules.ts';
import { words } from '../../shared/words/en.ts';
import type { Door } from '../components/port-board.tsx';

const said = words.wizard.access;

/** The three doors people ask about, opened as the planned rules open them. Half an address opens nothing. */
export function doorsOf(access: NewGroupAccess, platform: Platform): readonly Door[] {
  const admin = adminPortOf(platform);
  const isWhole = access.adminAddress !== null && readPublicAddress(access.adminAddress).ok;
  const rules = plannedRules(isWhole ? access : { ...access, adminAddress: null }, platform);
  return [
    doorOf(admin, platform === 'windows' ? said.door[3389] : said.door[22], rules),
    doorOf(PORTS.http, said.door[80], rules),
    doorOf(PORTS.https, said.door[443], rules),
  ];
}

function doorOf(port: number, name: string, rules: readonly PlannedRule[]): Door {
  const rule = rules.find((candidate) => candidate.port === port);
  const common = { port, name, portLabel: said.port(port), isAlarming: false };
  if (rule === undefined) {
    return { ...common, caption: said.closed, opening: 'closed' };
  }
  return rule.cidr.endsWith('/32')
    ? { ...common, caption: said.openTo(rule.cidr), opening: 'one-address' }
    : { ...common, caption: said.openToEveryone, opening: 'everyone' };
}
