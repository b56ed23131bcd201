import type { Credentials } from './clients.ts';
import { messageOf } from './raw-of.ts';

/** Asks a person for the code that their device shows now; null where nobody types one. `isAgain`: AWS has refused the last one. */
export type AskMfaCode = (asked: {
  readonly sourceId: string;
  /** The device, as the profile names it. */
  readonly serial: string;
  readonly isAgain: boolean;
}) => Promise<string | null>;

/** Signs in by a profile; the code is asked for where the profile wants one. */
type SignInWith = (codeFor: (serial: string) => Promise<string>) => Promise<Credentials>;

export type MfaSessions = {
  /**
   * The credentials of this way in. Where a code was typed for them they are kept, in memory, until shortly before they end, so that
   * nobody types one for each region. Who asks meanwhile waits for the same. Rejects with `MfaCodeNeeded` where nobody typed a code.
   */
  readonly signIn: (sourceId: string, signInWith: SignInWith) => Promise<Credentials>;
};

export const MFA_CODE_NEEDED = 'MfaCodeNeeded';

const MOST_TRIES = 3;

/** As long before their end as the SDK itself fetches new ones. */
const BEFORE_END_MS = 5 * 60_000;

export function createMfaSessions(ask: AskMfaCode, now: () => number = Date.now): MfaSessions {
  const kept = new Map<string, Credentials>();
  const underWay = new Map<string, Promise<Credentials>>();
  const signIn = async (sourceId: string, signInWith: SignInWith): Promise<Credentials> => {
    for (let tries = 1, refused: unknown = null; ; tries += 1) {
      let isCodeUsed = false;
      const codeFor = async (serial: string) => {
        const code = await ask({ sourceId, serial, isAgain: refused !== null });
        // Of a code that was refused, and no other typed, the refusal is what there is to say.
        if (code === null) throw refused ?? Object.assign(new Error(serial), { name: MFA_CODE_NEEDED });
        isCodeUsed = true;
        return code;
      };
      try {
        const credentials = await signInWith(codeFor);
        if (isCodeUsed) kept.set(sourceId, credentials);
        return credentials;
      } catch (error) {
        if (!isCodeUsed || !isCodeRefused(error) || tries === MOST_TRIES) throw error;
        refused = error;
      }
    }
  };
  return {
    signIn: (sourceId, signInWith) => {
      const known = kept.get(sourceId);
      if (known !== undefined && lasts(known, now())) return Promise.resolve(known);
      const waiting = underWay.get(sourceId);
      if (waiting !== undefined) return waiting;
      const signingIn = signIn(sourceId, signInWith).finally(() => underWay.delete(sourceId));
      underWay.set(sourceId, signingIn);
      return signingIn;
    },
  };
}

/** STS says of a wrong code what it says of a missing right, in other words. */
export const CODE_REFUSED = /MultiFactorAuthentication failed|invalid MFA/i;

function isCodeRefused(error: unknown): boolean {
  return CODE_REFUSED.test(messageOf(error));
}

function lasts({ expiration }: Credentials, now: number): boolean {
  return expiration !== undefined && expiration.getTime() - now > BEFORE_END_MS;
}

/** A code that a person has typed before it is asked for: each is taken once, as AWS takes it once. */
export function createCodeBox(): {
  readonly offer: (sourceId: string, code: string) => void;
  readonly ask: AskMfaCode;
} {
  const offered = new Map<string, string>();
  return {
    offer: (sourceId, code) => void offered.set(sourceId, code),
    ask: async ({ sourceId }) => {
      const code = offered.get(sourceId) ?? null;
      offered.delete(sourceId);
      return code;
    },
  };
}
