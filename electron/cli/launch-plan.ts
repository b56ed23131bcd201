import { randomUUID } from 'node:crypto';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { confirmationOf, type Finding } from '../../shared/finding.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { askTwice } from './ask-twice.ts';
import { EXIT } from './exit-codes.ts';
import { followLaunch } from './follow-launch.ts';
import type { Wait } from './waits.ts';
import { shownLaunch } from './launch-lines.ts';
import { nobodyToAsk } from './nobody-to-ask.ts';
import { findingLine, planLines } from './plan-lines.ts';
import { readPlan } from './read-plan.ts';
import type { Session } from './session.ts';
import { printable, type Shown } from './shown.ts';

/** As commander gives them. */
export type LaunchFlags = { readonly accept?: readonly string[]; readonly wait: Wait };

const { ask, usage, plan: says } = words.cliLaunch;

/** Judges a plan by what AWS says now, shows it, asks, and makes it. Creates nothing that was not agreed to. */
export async function launchPlan(
  session: Session,
  file: string,
  { accept = [], wait }: LaunchFlags,
): Promise<Outcome<Shown>> {
  const read = await readPlan(session, file);
  if (!read.ok) return read;
  const plan = meantPlan(session, read.value);
  if (!plan.ok) return plan;
  const opened = await session.open();
  if (!opened.ok) return opened;
  session.say(says.judging);
  const facts = await session.launches.readFacts(plan.value);
  if (!facts.ok) return facts;
  const findings = checkPlan(plan.value, facts.value);
  const { terminal, globals } = session;
  const tell = terminal.isInteractive && !globals.yes ? terminal.note : session.say;
  const store = opened.value.store.kind;
  for (const line of planLines(plan.value, facts.value, store)) tell(printable(line));
  for (const finding of findings) tell(printable(findingLine(finding)));
  if (store === 'keychain' && facts.value.keychain === 'absent') tell(usage.noKeychain);
  const ids = new Set(findings.map(confirmationOf));
  for (const id of accept.filter((each) => !ids.has(each))) terminal.note(printable(says.notAFinding(id)));
  const confirmed = await consent(session, findings, accept);
  if (!confirmed.ok) return refusal(plan.value, findings, confirmed.problem);
  return start(session, plan.value, { confirmed: confirmed.value, wait });
}

/** By the way in that was said, whatever it was called where the plan was written. */
function meantPlan({ globals }: Session, plan: LaunchPlan): Outcome<LaunchPlan> {
  const { profile, region } = globals;
  const { account } = plan;
  if (region !== undefined && region !== account.region) {
    return failed(makeProblem('bad-request', { explanation: usage.otherRegion(account.region, region) }));
  }
  if (profile === undefined) return succeeded(plan);
  return succeeded({ ...plan, account: { ...account, sourceId: `profile:${profile}` } });
}

/** The dangers that are taken; or why nothing is launched. */
async function consent(
  session: Session,
  findings: readonly Finding[],
  accepted: readonly string[],
): Promise<Outcome<readonly string[]>> {
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  const [blocker] = blockers;
  if (blocker !== undefined) return failed(refusedBy(blocker, blockers.length - 1));
  const dangers = obstacles(findings, accepted);
  const { globals, terminal } = session;
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
  const agreed = await askTwice(
    terminal,
    ask.launch,
    (typed) => typed.toLowerCase() === ask.yes,
    usage.wantsYes,
  );
  if (agreed.ok) return succeeded([...accepted, ...dangers.map(confirmationOf)]);
  const explanation = usage.notLaunched;
  return failed(makeProblem('cancelled', { explanation }));
}

function refusedBy({ id, sentence, why }: Finding, others: number): Problem {
  const more = others === 0 ? [] : [usage.more(others)];
  return makeProblem('plan-refused', { explanation: [sentence, why, ...more].join(' '), raw: id });
}

function notTaken(finding: Finding): Problem {
  const explanation = `${finding.sentence} ${usage.notTaken(confirmationOf(finding))}`;
  return makeProblem('plan-refused', { explanation });
}

/** With all findings, so that a program can act on them. */
function refusal(plan: LaunchPlan, findings: readonly Finding[], problem: Problem): Outcome<Shown> {
  if (problem.code === 'cancelled') return failed(problem);
  const json = {
    name: plan.name,
    findings: findings.map((finding) => {
      const { id, severity, answer, sentence, why } = finding;
      return { id, severity, answer, sentence, why, accept: confirmationOf(finding) };
    }),
  };
  return succeeded({ lines: [], json, problem, exitCode: EXIT.refused });
}

async function start(
  session: Session,
  plan: LaunchPlan,
  { confirmed, wait }: { readonly confirmed: readonly string[]; readonly wait: Wait },
): Promise<Outcome<Shown>> {
  const launchId = randomUUID();
  const ended = await followLaunch(session, { launchId, wait, before: null }, (launches) =>
    launches.startLaunch({ launchId, plan, confirmed }),
  );
  return ended.ok ? succeeded(shownLaunch(ended.value, wait)) : ended;
}
