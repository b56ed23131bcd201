import type { ProblemAction, ProblemCode } from '../../shared/problem.ts';

/**
 * What a screen may offer beside a problem of AWS's or the network's, the likeliest first. `retry` stands where the same request may succeed
 * later.
 */
export function actionsOf(code: ProblemCode): readonly ProblemAction[] {
  return ACTIONS[code] ?? ['copy-details'];
}

const ACTIONS: Partial<Record<ProblemCode, readonly ProblemAction[]>> = {
  'no-credentials': ['retry', 'choose-account'],
  'credentials-refused': ['retry', 'choose-account'],
  'session-expired': ['retry', 'choose-account'],
  'mfa-needed': ['choose-account'],
  'mfa-wrong': ['choose-account'],
  'clock-off': ['retry'],
  'endpoint-not-secure': ['choose-account'],
  'no-network': ['retry'],
  unreachable: ['retry'],
  'captive-portal': ['retry', 'choose-account'],
  'tls-intercepted': ['retry', 'set-way-out', 'choose-account'],
  'proxy-unreachable': ['retry', 'set-way-out'],
  'proxy-password': ['set-way-out', 'retry'],
  'proxy-refused': ['retry', 'set-way-out', 'copy-details'],
  'not-an-aws-answer': ['retry'],
  throttled: ['retry'],
  'aws-internal': ['retry'],
  'not-permitted': ['retry', 'choose-account'],
  'account-being-verified': ['retry', 'choose-account'],
  'account-blocked': ['ask-support', 'choose-account'],
  'subscription-needed': ['retry', 'choose-image', 'choose-account'],
  'size-not-in-zone': ['choose-zones', 'choose-size'],
  'no-capacity': ['retry', 'choose-zones', 'choose-size'],
  'vcpu-limit': ['choose-size', 'choose-zones', 'request-quota'],
  'other-limit': ['request-quota', 'retry'],
  'not-free-tier': ['choose-size', 'choose-image'],
  'image-gone': ['choose-image'],
  'wrong-architecture': ['choose-size', 'choose-image'],
  'disk-too-small': ['choose-disk'],
  'key-pair-gone': ['retry', 'choose-key'],
  'key-name-taken': ['rename'],
  'key-kind-unsupported': ['choose-key'],
  'group-gone': ['retry', 'choose-access'],
  'group-name-taken': ['rename'],
  'group-changed': ['look'],
  'rule-already-there': ['look'],
  'too-many-rules': ['choose-access', 'request-quota'],
  'subnet-gone': ['choose-zones'],
  'subnet-full': ['choose-zones'],
  'no-default-network': ['choose-account'],
  'network-there': ['choose-zones'],
  'profile-gone': ['retry', 'choose-access'],
  'token-reused': ['look'],
  'instance-gone': ['retry', 'look'],
  'disk-gone': ['retry', 'look'],
  'still-in-use': ['retry'],
  'termination-protected': ['unprotect'],
  'cannot-now': ['retry'],
  'answer-lost': ['retry', 'look'],
  cancelled: ['retry'],
};
