import { setTimeout } from 'node:timers/promises';
import { ec2Error } from '../fake-aws.ts';
import type { Call, Fate } from '../proxy.ts';
import type { Death, Fault } from './life.ts';

/** What becomes of the calls of one step. */
export type Weather = {
  readonly fateOf: (call: Call) => Promise<Fate>;
  /** Resolves when the program has come to its death. */
  readonly died: Promise<void>;
};

const LATE_MS = 50;

export function weatherOf(
  { faults, death }: { readonly faults: readonly Fault[]; readonly death: Death | null },
  /** How often each kind came true. */
  happened: (kind: Fault['kind']) => void,
): Weather {
  const died = Promise.withResolvers<void>();
  const counts = new Map<string, number>();
  let acting = 0;
  let isDead = false;
  const fateOf = async ({ action, params }: Call): Promise<Fate> => {
    if (isDead) return 'hang';
    // What is only tried makes nothing.
    if (params.get('DryRun') === 'true') return 'pass';
    const nth = (counts.get(action) ?? 0) + 1;
    counts.set(action, nth);
    acting += isActing(action) ? 1 : 0;
    if (death !== null && isActing(action) && acting === death.nth) {
      isDead = true;
      died.resolve();
      return death.isCarriedOut ? 'lose-answer' : 'drop';
    }
    const fault = faults.find((each) => each.action === action && (each.nth === 'each' || each.nth === nth));
    if (fault === undefined) return 'pass';
    happened(fault.kind);
    if (fault.kind === 'late') await setTimeout(LATE_MS);
    return isDead ? 'hang' : fateFor(fault.kind, action);
  };
  return { fateOf, died: died.promise };
}

function fateFor(kind: Fault['kind'], action: string): Fate {
  switch (kind) {
    case 'drop':
    case 'lose-answer':
      return kind;
    case 'broken':
      return ec2Error('InternalError', 'An internal error has occurred.', 500);
    case 'throttled':
      return ec2Error('RequestLimitExceeded', 'Request limit exceeded.', 503);
    case 'no-capacity':
      return NEEDS_ROOM.has(action) ? ec2Error('InsufficientInstanceCapacity', 'No capacity.', 500) : 'pass';
    case 'denied':
      return ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403);
    case 'not-found': {
      const code = NOT_FOUND[action];
      return code === undefined ? 'pass' : ec2Error(code, 'There is no such thing.', 400);
    }
    case 'late':
      return 'pass';
  }
}

const NEEDS_ROOM: ReadonlySet<string> = new Set(['RunInstances']);

/** Of what a call names and was made a moment ago. */
const NOT_FOUND: Readonly<Record<string, string>> = {
  AuthorizeSecurityGroupIngress: 'InvalidGroup.NotFound',
  DescribeSecurityGroups: 'InvalidGroup.NotFound',
  DeleteSecurityGroup: 'InvalidGroup.NotFound',
  RunInstances: 'InvalidGroup.NotFound',
  TerminateInstances: 'InvalidInstanceID.NotFound',
  DescribeKeyPairs: 'InvalidKeyPair.NotFound',
};

function isActing(action: string): boolean {
  return !/^(Describe|Get|List)/.test(action);
}
