import {
  AuthorizeSecurityGroupIngressCommand,
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  ImportKeyPairCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { dryRunVerdict } from '../../shared/dry-run-verdict.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import type { DryRun } from '../../shared/preflight.ts';
import type { KeyType } from '../../shared/platform.ts';
import type { PlannedRule } from '../../shared/security-group/planned-rules.ts';
import type { Asking } from './every-page.ts';
import { runInstancesInput, type RunInstanceInput } from './instances.ts';
import { createKeyPairInput, importKeyPairInput } from './key-pairs.ts';
import { problemFrom } from './problem.ts';
import { nameOf } from './raw-of.ts';
import { authorizeInput, createGroupInput, type NewGroup } from './security-groups.ts';
import type { Tags } from './tags.ts';

/** What one call would meet. Nothing is carried out: EC2 checks permission and parameters, and says no in either case. */
export type Tried = Pick<DryRun, 'verdict' | 'problem'>;

export function tryRunInstances(asking: Asking, input: RunInstanceInput): Promise<Tried> {
  return tried(asking, (send) =>
    asking.ec2.send(new RunInstancesCommand({ ...runInstancesInput(input), DryRun: true }), send),
  );
}

export function tryCreateSecurityGroup(asking: Asking, group: NewGroup): Promise<Tried> {
  return tried(asking, (send) =>
    asking.ec2.send(new CreateSecurityGroupCommand({ ...createGroupInput(group), DryRun: true }), send),
  );
}

export function tryAuthorizeIngress(
  asking: Asking,
  groupId: string,
  rules: readonly PlannedRule[],
): Promise<Tried> {
  const input = { ...authorizeInput(groupId, rules), DryRun: true };
  return tried(asking, (send) => asking.ec2.send(new AuthorizeSecurityGroupIngressCommand(input), send));
}

export type KeyPairToTry = { readonly name: string; readonly keyType: KeyType; readonly tags: Tags };

export function tryCreateKeyPair(asking: Asking, keyPair: KeyPairToTry): Promise<Tried> {
  return tried(asking, (send) =>
    asking.ec2.send(new CreateKeyPairCommand({ ...createKeyPairInput(keyPair), DryRun: true }), send),
  );
}

/** With a public key that nobody has the other half of: the real one is not made yet. */
export function tryImportKeyPair(asking: Asking, { name, keyType, tags }: KeyPairToTry): Promise<Tried> {
  const input = { ...importKeyPairInput({ name, publicKey: NOBODYS_KEY[keyType], tags }), DryRun: true };
  return tried(asking, (send) => asking.ec2.send(new ImportKeyPairCommand(input), send));
}

/** One call of a request that has DryRun set. */
export type DryCall = (send: { readonly abortSignal: AbortSignal }) => Promise<unknown>;

/** What the call meets; asked again while AWS asks to slow down. Never rejects. */
export async function tried(
  { patience, signal }: Pick<Asking, 'patience' | 'signal'>,
  call: DryCall,
): Promise<Tried> {
  let met: unknown = null;
  const once = async () => {
    try {
      await call({ abortSignal: signal });
    } catch (error) {
      met = error;
      throw error;
    }
  };
  try {
    await patience.throttled(once);
  } catch (error) {
    // Where all the time was spent on waiting, the last answer says what for.
    return triedBy(met ?? error);
  }
  // EC2 never says yes to a dry run. Who does may have carried it out, and is no judge of what EC2 would say.
  return { verdict: 'unknown', problem: makeProblem('not-an-aws-answer', { raw: 'DryRun was ignored' }) };
}

function triedBy(error: unknown): Tried {
  if (nameOf(error) === 'DryRunOperation') return { verdict: 'may', problem: null };
  const problem = problemFrom(error);
  // Nobody has stopped it: nobody has answered within the time that there was.
  const code = problem.code === 'cancelled' ? 'unreachable' : problem.code;
  const verdict = dryRunVerdict(code);
  if (verdict === 'may') return { verdict, problem: null };
  const { raw } = problem;
  const isLate = code !== problem.code;
  return {
    verdict,
    problem: isLate ? makeProblem(code, { raw, actions: ['retry'], retryable: true }) : problem,
  };
}

/** Made for this and thrown away: the private halves are nowhere. */
const NOBODYS_KEY: Readonly<Record<KeyType, string>> = {
  ed25519: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDtwa8J7B+aK/fvnAk6d4JveNOgpqWB4E62o5qNtMjYz keyport-dry-run',
  rsa: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCfYnDS0SrGdWDD5Y+Tcr9wd4NabC4kVklXh9Kc+NH4LC5DnpWrBcca7rC0SspkVamvE86MluXUxGIgm37oqZ3xpz/5Xb6jhYhI9ypCuN0g1cL39kgPb8FTPKFL1PuhwmwN3aYOj8q/rb3yYocy8mHw3YIVF35T6GCR3p3gKFiH+9D36xqmNhP8LO7lf9mrZ5LB+LaHfRGZKwTu/WeSr/WL104d8344SAgabLyGyB4HWT70UoI0ccxgekCmtT0t3vQaeJzZXE0vJurkCvLhdM3gMFkbIj+lCTismkXWflQj36QvTnlWSDlRPf0k/99rCo8qP4xcLAYGfehfohELLx+3 keyport-dry-run',
};
