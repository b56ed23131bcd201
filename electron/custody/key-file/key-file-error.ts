import type { ProblemCode } from '../../../shared/problem.ts';
import { words } from '../../../shared/words/en.ts';

type KeyFileFailure = Extract<
  ProblemCode,
  | 'passphrase-needed'
  | 'passphrase-wrong'
  | 'not-a-private-key'
  | 'key-kind-unsupported'
  | 'key-format-unsupported'
  | 'key-damaged'
  | 'key-too-long'
>;

/** Why a file is not taken. Says nothing of what stands in it: a parser's own message might quote a secret. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  readonly code: KeyFileFailure;
  /** Said instead of the catalogue's words where the cause is known better. */
  readonly explanation: string | null;

  constructor(code: KeyFileFailure, explanation: string | null = null) {
    super(code);
    this.code = code;
    this.explanation = explanation;
  }
}

export function damaged(explanation: string | null = null): KeyFileError {
  return new KeyFileError('key-damaged', explanation);
}

export function unsupportedKind(): KeyFileError {
  return new KeyFileError('key-kind-unsupported');
}

export function unsupportedFormat(explanation: string | null = null): KeyFileError {
  return new KeyFileError('key-format-unsupported', explanation);
}

/** Settings by which a file of a few hundred bytes would take minutes, or gigabytes, to open. */
export function tooCostly(): KeyFileError {
  return unsupportedFormat(words.keyFiles.tooCostly);
}

/** The bytes of the passphrase that an encrypted file needs. The caller fills them with 0. */
export function neededPassphrase(passphrase: string | null): Buffer {
  if (passphrase === null || passphrase === '') throw new KeyFileError('passphrase-needed');
  return Buffer.from(passphrase, 'utf8');
}
