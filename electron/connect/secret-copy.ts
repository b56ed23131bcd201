import { createHmac, randomBytes } from 'node:crypto';

type SecretCopyDeps = {
  readonly copyText: (text: string) => Promise<void>;
  readonly readText: () => Promise<string>;
  readonly pause: (ms: number) => Promise<void>;
};

/** A secret that is on the clipboard for a moment. */
export type SecretCopy = {
  /** Takes what was copied before off again, as it is overwritten. Rejects where the clipboard cannot be written. */
  readonly copy: (secret: string) => Promise<void>;
  /** Whether one may be on the clipboard still. */
  readonly isThere: () => boolean;
  /** Takes it off now, and resolves when it is. Never rejects. */
  readonly clear: () => Promise<void>;
};

/**
 * Puts secrets on the clipboard and takes them off `forMs` later, unless something else was copied meanwhile, which is the person's own.
 * The secret itself is not kept for that, only a mark of it that nobody else can make.
 */
export function createSecretCopy({ copyText, readText, pause }: SecretCopyDeps, forMs: number): SecretCopy {
  const markKey = randomBytes(32);
  const markOf = (text: string) => createHmac('sha256', markKey).update(text).digest('hex');
  let copied: { readonly mark: string } | null = null;

  const clear = async (which = copied): Promise<void> => {
    if (which === null || copied !== which) return;
    try {
      // A clipboard that shows nothing of itself may hold it still: then whatever is there goes.
      const found = await readText().catch(() => null);
      if (found === null || markOf(found) === which.mark) await copyText('');
    } catch {
      // There is no clipboard any more.
    } finally {
      if (copied === which) copied = null;
    }
  };

  return {
    copy: async (secret) => {
      const current = { mark: markOf(secret) };
      copied = current;
      try {
        await copyText(secret);
      } catch (error) {
        if (copied === current) copied = null;
        throw error;
      }
      const later = async () => {
        await pause(forMs);
        await clear(current);
      };
      // A wait that was ended ends with the program, which clears by itself.
      later().catch(() => undefined);
    },
    isThere: () => copied !== null,
    clear: () => clear(),
  };
}
