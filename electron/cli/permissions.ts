import { createConnections } from '../aws/connections.ts';
import { readPermissions } from '../aws/permissions.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import {
  checksFor,
  policyFor,
  PURPOSES,
  standingOf,
  type PermissionCheck,
  type PermissionReport,
  type Purpose,
} from '../../shared/permissions.ts';
import { words } from '../../shared/words/en.ts';
import { whyUnknown } from '../../shared/why-unknown.ts';
import { chooseAccount } from './account.ts';
import { EXIT } from './exit-codes.ts';
import type { Document, Plain } from './run-plain.ts';
import { linesOf, table } from './shown.ts';

const said = words.permissions;

export type PermissionFlags = { readonly policy?: Purpose };

/** What the account may do, or the policy for one purpose. One refusal of what is needed is a finding, for scripts to see. */
export async function permissions(plain: Plain, { policy }: PermissionFlags): Promise<Outcome<Document>> {
  const accounts = await plain.openAccounts();
  const choice = await chooseAccount({ accounts, env: plain.env }, plain.globals);
  if (!choice.ok) return choice;
  const connected = await createConnections(accounts).connect(choice.value);
  if (!connected.ok) return connected;
  const { account } = connected.value;
  if (policy !== undefined)
    return succeeded({ text: `${policyFor(policy, account)}\n`, exitCode: EXIT.done });
  plain.say(said.asking);
  const report = await readPermissions(connected.value, { env: plain.env });
  const isRefused = PURPOSES.some(
    (purpose) => purpose !== 'optional' && standingOf(purpose, report.checks).state === 'may-not',
  );
  return succeeded({
    text: plain.globals.json
      ? `${JSON.stringify({ ok: true, result: jsonOf(report) }, null, 2)}\n`
      : linesOf(textOf(report)),
    exitCode: isRefused ? EXIT.findings : EXIT.done,
  });
}

function textOf({ arn, accountId, region, checks }: PermissionReport): readonly string[] {
  return [
    said.who(arn, accountId, region),
    ...PURPOSES.flatMap((purpose) => [
      '',
      `${said.purposes[purpose].title}: ${inWords(purpose, checks)}`,
      ...table(
        checksFor(purpose, checks).map((check) => [
          `  ${said.states[check.state]}`,
          check.action,
          reasonOf(check),
        ]),
      ),
    ]),
  ];
}

function inWords(purpose: Purpose, checks: readonly PermissionCheck[]): string {
  const { state, may, mayNot, unknown } = standingOf(purpose, checks);
  return state === 'may' ? said.all(may) : said.some(mayNot, unknown);
}

function reasonOf(check: PermissionCheck): string {
  if (check.state === 'may') return '';
  if (check.state === 'may-not') return said.without[check.action];
  return whyUnknown(check);
}

/** With what a person would be told: a program may hand it on. */
function jsonOf(report: PermissionReport) {
  return {
    ...report,
    checks: report.checks.map((check) => ({
      ...check,
      without: said.without[check.action],
      purposes: PURPOSES.filter((purpose) => checksFor(purpose, [check]).length > 0),
    })),
    policies: Object.fromEntries(
      PURPOSES.map((purpose): [Purpose, unknown] => [purpose, JSON.parse(policyFor(purpose, report))]),
    ),
  };
}
