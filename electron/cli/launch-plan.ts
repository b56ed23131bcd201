import { randomUUID } from 'node:crypto';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { confirmationOf, type Finding } from '../../shared/finding.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { hasNoLogInPort } from '../../shared/session-manager.ts';
import { words } from '../../shared/words/en.ts';
import { findingInStore } from '../../shared/words/en/store-names.ts';
import { sourceNamed } from './account.ts';
import { agreeToCost, showsBefore } from './agree-to-cost.ts';
import { askTwice } from './ask-twice.ts';
import { EXIT } from './exit-codes.ts';
import { followLaunch } from './follow-launch.ts';
import type { Wait } from './waits.ts';
import { shownLaunch } from './launch-lines.ts';
import { nobodyToAsk } from './nobody-to-ask.ts';
import { detailOf, findingLines, planLines, type ScriptFlags } from './plan-lines.ts';
import { readPlan } from './read-plan.ts';
import type { Session } from './session.ts';
import { printable, type Shown } from './shown.ts';
import { wayOutOfNone } from './store-lines.ts';
import { hasTheNames, waysOut, type Known } from './ways-out.ts';

/** As commander gives them. */
export type LaunchFlags = ScriptFlags & { readonly accept?: readonly string[]; readonly wait: Wait };

const { ask, usage, plan: says } = words.cliLaunch;

/** Judges a plan by what AWS says now, shows it, asks, and makes it. Creates nothing that was not agreed to. */
export async function launchPlan(
  session: Session,
  file: string,
  { accept = [], wait, ...scriptFlags }: LaunchFlags,
): Promise<Outcome<Shown>> {
  session.untilItGoesOn(usage.nothingCreated);
  const read = await readPlan(session, file);
  if (!read.ok) return read;
  const plan = await meantPlan(session, read.value);
  if (!plan.ok) return plan;
  const opened = await session.open();
  if (!opened.ok) return opened;
  session.say(says.judging);
  const facts = await session.launches.readFacts(plan.value);
  if (!facts.ok) return facts;
  const store = opened.value.store.kind;
  const findings = checkPlan(plan.value, facts.value).map((finding) => findingInStore(store, finding));
  const { terminal } = session;
  const tell = showsBefore(session) ? terminal.note : () => {};
  for (const line of planLines(plan.value, facts.value, { store, ...scriptFlags })) tell(printable(line));
  for (const line of findings.flatMap(findingLines)) tell(printable(line));
  const { keys } = opened.value;
  const endpoint = facts.value.account?.endpoint ?? null;
  const listed = await (await session.launches.open()).listLaunches();
  const launches = listed.ok ? listed.value.launches : [];
  const known = { plan: plan.value, endpoint, keys, launches };
  for (const line of waysOut(findings, known)) tell(printable(line));
  for (const line of wayOutOfNone(opened.value, facts.value.keychain)) tell(line);
  const ids = new Set(findings.map(confirmationOf));
  for (const id of accept.filter((each) => !ids.has(each))) terminal.note(printable(says.notAFinding(id)));
  const confirmed = await consent(session, findings, accept);
  if (!confirmed.ok) return refusal(known, findings, confirmed.problem);
  return start(session, plan.value, { confirmed: confirmed.value, wait });
}

/** By the way in that was said, whatever it was called where the plan was written. */
async function meantPlan({ globals, accounts }: Session, plan: LaunchPlan): Promise<Outcome<LaunchPlan>> {
  const { profile, region } = globals;
  const { account } = plan;
  if (region !== undefined && region !== account.region) {
    return failed(makeProblem('bad-request', { explanation: usage.otherRegion(account.region, region) }));
  }
  if (profile === undefined) return succeeded(plan);
  return succeeded({ ...plan, account: { ...account, sourceId: await sourceNamed(accounts, profile) } });
}

/** The dangers that are taken; or why nothing is launched. */
async function consent(
  session: Session,
  findings: readonly Finding[],
  accepted: readonly string[],
): Promise<Outcome<readonly string[]>> {
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  const [blocker] = blockers;
  const { globals, terminal } = session;
  if (blocker !== undefined) {
    const isTold = showsBefore(session);
    return failed(isTold ? blockedAbove(blockers.length) : refusedBy(blocker, blockers.length - 1));
  }
  const dangers = obstacles(findings, accepted);
  const [danger] = dangers;
  if (globals.yes || !terminal.isInteractive) {
    if (danger !== undefined) return failed(notTaken(danger));
    return globals.yes ? succeeded(accepted) : failed(nobodyToAsk('plan-refused', usage.noTerminal));
  }
  for (const each of dangers) {
    const id = confirmationOf(each);
    const taken = await askTwice(terminal, ask.danger(id), (typed) => typed === id, usage.wantsId(id));
    if (!taken.ok) return taken.problem.code === 'cancelled' ? taken : failed(notTaken(each));
  }
  const agreed = await agreeToCost(session, ask.launch, usage.notLaunched);
  return agreed.ok ? succeeded([...accepted, ...dangers.map(confirmationOf)]) : agreed;
}

/** Each of them stands above, with its reason. */
function blockedAbove(count: number): Problem {
  return makeProblem('plan-refused', { explanation: usage.blocked(count) });
}

/** Where nothing was told, the first of them is. */
function refusedBy(finding: Finding, others: number): Problem {
  const { id, sentence, why } = finding;
  const more = others === 0 ? [] : [usage.more(others)];
  const detail = detailOf(finding);
  const raw = detail === null ? id : `${id}: ${detail}`;
  return makeProblem('plan-refused', { explanation: [sentence, why, ...more].join(' '), raw });
}

function notTaken(finding: Finding): Problem {
  const explanation = `${finding.sentence} ${usage.notTaken(confirmationOf(finding))}`;
  return makeProblem('plan-refused', { explanation });
}

/** With all findings, and the launch that is in the way, so that a program can act on them. */
function refusal(known: Known, findings: readonly Finding[], problem: Problem): Outcome<Shown> {
  if (problem.code === 'cancelled') return failed(problem);
  const json = {
    name: known.plan.name,
    namesTakenBy: hasTheNames(findings, known)?.launchId ?? null,
    findings: findings.map((finding) => {
      const { id, severity, answer, sentence, why, fixes } = finding;
      return {
        id,
        severity,
        answer,
        sentence,
        why,
        accept: confirmationOf(finding),
        fixes,
        detail: detailOf(finding),
      };
    }),
  };
  return succeeded({ lines: [], json, problem, exitCode: EXIT.refused });
}

async function start(
  session: Session,
  plan: LaunchPlan,
  { confirmed, wait }: { readonly confirmed: readonly string[]; readonly wait: Wait },
): Promise<Outcome<Shown>> {
  if (wait === 'port' && hasNoLogInPort(plan)) session.say(says.noPort);
  const launchId = randomUUID();
  const ended = await followLaunch(session, { launchId, wait, before: null }, (launches) =>
    launches.startLaunch({ launchId, plan, confirmed }),
  );
  return ended.ok ? succeeded(shownLaunch(ended.value, wait)) : ended;
}
