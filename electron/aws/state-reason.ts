import { makeProblem } from '../../shared/make-problem.ts';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { shownText } from './raw-of.ts';

/** Why EC2 says a machine is in its state: a code such as `Client.VolumeLimitExceeded`, and a text. */
export type StateReason = { readonly code: string | null; readonly message: string | null };

/**
 * A machine that ended while it started: EC2's reason in plain words, with what may help. `consoleEnd` is the end of what the machine has
 * said itself, for the details. It costs nothing any more.
 */
export function problemOfStateReason({ code, message }: StateReason, consoleEnd: string | null): Problem {
  const { explanation, actions, link = null } = REASONS.get(code ?? '') ?? OTHER;
  const reason = [code, message].filter((text) => text !== null && text !== '').join(': ');
  const raw = [reason, consoleEnd ?? ''].filter((text) => text !== '').join('\n');
  return makeProblem('instance-died', {
    explanation,
    actions,
    link,
    raw: raw === '' ? null : shownText(raw),
    retryable: actions.includes('retry'),
  });
}

type Reason = {
  readonly explanation: string;
  readonly actions: readonly ProblemAction[];
  readonly link?: string;
};

const said = words.problemDetails.died;
const OTHER: Reason = { explanation: said.other, actions: ['retry', 'copy-details'] };
const EBS_QUOTAS = 'https://console.aws.amazon.com/servicequotas/home/services/ebs/quotas';

// The codes of "StateReason" in the EC2 API reference; what they mean, in "Troubleshoot instance launch issues" of the User Guide.
const REASONS: ReadonlyMap<string, Reason> = new Map(
  Object.entries<Reason>({
    'Client.VolumeLimitExceeded': {
      explanation: said.volumeLimit,
      actions: ['request-quota', 'choose-disk', 'retry'],
      link: EBS_QUOTAS,
    },
    'Client.InternalError': { explanation: said.diskKey, actions: ['choose-disk', 'retry', 'copy-details'] },
    'Client.InvalidSnapshot.NotFound': { explanation: said.snapshot, actions: ['choose-image'] },
    'Client.InstanceInitiatedShutdown': {
      explanation: said.shutItselfDown,
      actions: ['retry', 'copy-details'],
    },
    'Client.UserInitiatedShutdown': { explanation: said.endedBySomebody, actions: ['retry'] },
    'Client.InstanceTerminated': { explanation: said.endedBySomebody, actions: ['retry'] },
    'Server.InsufficientInstanceCapacity': {
      explanation: said.noCapacity,
      actions: ['choose-zones', 'choose-size', 'retry'],
    },
    'Server.InternalError': { explanation: said.awsInternal, actions: ['retry'] },
    'Server.ScheduledStop': { explanation: said.scheduled, actions: ['retry'] },
    'Server.SpotInstanceTermination': { explanation: said.noCapacity, actions: ['retry', 'choose-zones'] },
  }),
);
