import { words } from '../../shared/words/en.ts';
import type { Explained } from './explain-problem.ts';
import { failedCallOf } from './failed-call.ts';
import type { SignIn } from './sign-in.ts';

/** How to sign in again, by the way in which this profile does. */
export function explainSessionEnd(error: unknown): Explained | null {
  const signIn = failedCallOf(error)?.signIn;
  const explanation = signIn === null || signIn === undefined ? null : explanationFor(signIn);
  if (explanation === null) return null;
  return signIn?.kind === 'sso'
    ? { explanation, actions: ['sign-in', 'retry', 'choose-account'] }
    : { explanation };
}

/** Null where it does not end by itself. */
function explanationFor(signIn: SignIn): string | null {
  const said = words.problemDetails.sessionEnd;
  switch (signIn.kind) {
    case 'sso':
      return said.sso(command('aws sso login', signIn.profile), short(signIn.startUrl));
    case 'login':
      return said.login(command('aws login', signIn.profile));
    case 'program':
      return said.program(short(signIn.profile) ?? '');
    case 'keys':
      return said.keys(short(signIn.profile) ?? '');
    case 'environment':
      return said.environment;
    case 'access-key':
      return null;
  }
}

/** As it may be typed: a name with other characters in it would be read by the shell. */
function command(name: string, profile: string): string {
  if (profile === 'default') return name;
  return /^[\w@+.%:/-]{1,64}$/.test(profile) ? `${name} --profile ${profile}` : name;
}

function short(text: string | null): string | null {
  return text !== null && text.length > 64 ? `${text.slice(0, 64)}…` : text;
}
