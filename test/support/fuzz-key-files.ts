import { isPrivateHalfOf } from '../../electron/custody/key-format.ts';
import { readKeyFile, type ReadKey } from '../../electron/custody/read-key-file.ts';
import { PROBLEM_CODES } from '../../shared/problem.ts';
import type { Outcome } from '../../shared/outcome.ts';
import {
  madeKeyFiles,
  opensslCheck,
  opensslReads,
  puttyKeyFiles,
  sshKeygenOn,
  type KeyFile,
} from './key-files.ts';
import { mutate } from './mutated-key-file.ts';
import { createRandom, type Random } from './random.ts';

export type KeyFileFuzz = {
  readonly files: number;
  /** Read, and the right key. */
  readonly accepted: number;
  readonly refused: number;
  /** How often each was the reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Accepted ones that ssh-keygen and OpenSSL were asked about too. */
  readonly judged: number;
  readonly slowestMs: number;
  readonly slowest: string;
  /** What was done to which file, its bytes in base64, and what was wrong with the answer. */
  readonly failed: readonly string[];
};

/** Rejects where the reading crashed or did not come to an end. */
export type Reader = (bytes: Uint8Array, passphrase: string | null) => Promise<Outcome<ReadKey>>;

const MAX_FAILED = 5;
const REASONS: ReadonlySet<string> = new Set([
  'passphrase-needed',
  'passphrase-wrong',
  'not-a-private-key',
  'key-kind-unsupported',
  'key-format-unsupported',
  'key-damaged',
  'key-too-long',
]);

/**
 * Mutated key files: each must be refused for one of the known reasons, or be read as the key that one of the files it was made
 * of holds. In PKCS#8 nothing stands beside the 32 bytes of an ed25519 key by which a change could be noticed: then it must be the
 * key that OpenSSL reads too.
 */
export async function fuzzKeyFiles(ask: {
  readonly seed: number;
  readonly count: number;
  /** Of the accepted ones, how many the independent judges see. */
  readonly judge: number;
  readonly read?: Reader;
}): Promise<KeyFileFuzz> {
  const { seed, count, judge, read = readKeyFile } = ask;
  const random = createRandom(seed);
  const originals = [...madeKeyFiles(), ...puttyKeyFiles()].filter(isCheap);
  const failed: string[] = [];
  const reasons: Record<string, number> = {};
  let [files, accepted, judged, slowestMs, slowest] = [0, 0, 0, 0, ''];
  for (; files < count && failed.length < MAX_FAILED; files++) {
    const [file, other] = [random.oneOf(originals), random.oneOf(originals)];
    const { bytes, how } = mutate(random, file, other);
    const startedAt = performance.now();
    const passphrase = passphraseFor(random, file);
    const answer = await answerOf(read, bytes, passphrase);
    const ms = performance.now() - startedAt;
    if (ms > slowestMs) [slowestMs, slowest] = [ms, how];
    if (typeof answer === 'string') {
      reasons[answer] = (reasons[answer] ?? 0) + 1;
      if (!REASONS.has(answer)) failed.push(`${answer}: ${how}: ${bytes.toString('base64')}`);
      continue;
    }
    accepted += 1;
    const isJudged = judged < judge;
    if (isJudged) judged += 1;
    const isOfOriginals = [file, other].some(({ publicKey }) => publicKey === answer.publicKey);
    const isRight = isOfOriginals || answer.publicKey === opensslReads(bytes, passphrase ?? '');
    const wrong = isRight ? wrongAbout(answer, isJudged) : 'another key';
    if (wrong !== null) failed.push(`${wrong}: ${how}: ${bytes.toString('base64')}`);
  }
  return { files, accepted, refused: files - accepted, reasons, judged, slowestMs, slowest, failed };
}

/** Some are protected as people protect them, and take a second each to open. */
function isCheap({ title }: KeyFile): boolean {
  return !title.includes('when nothing is said') && !title.includes('defaults');
}

function passphraseFor(random: Random, { passphrase }: KeyFile): string | null {
  return random.below(20) === 0 ? random.oneOf([null, '', 'another']) : passphrase;
}

async function answerOf(
  read: Reader,
  bytes: Uint8Array,
  passphrase: string | null,
): Promise<ReadKey | string> {
  try {
    const outcome = await read(bytes, passphrase);
    if (outcome.ok) return outcome.value;
    const { code, raw } = outcome.problem;
    // A parser's own words might quote a secret.
    return raw === null && PROBLEM_CODES.includes(code) ? code : `${code} with details: ${String(raw)}`;
  } catch (error) {
    return `crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function wrongAbout({ privateKey, publicKey, type }: ReadKey, isJudged: boolean): string | null {
  if (!isPrivateHalfOf(privateKey, publicKey)) return 'not the private half of what it says';
  if (isJudged && sshKeygenOn(privateKey) !== publicKey) return 'not what ssh-keygen reads';
  if (isJudged && type === 'rsa' && opensslCheck(privateKey) !== 'RSA key ok')
    return 'not whole, says OpenSSL';
  return null;
}
