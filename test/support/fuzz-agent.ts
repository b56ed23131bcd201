import { setTimeout } from 'node:timers/promises';
import { assertNever } from '../../shared/assert-never.ts';
import { connectTo, type AgentClient } from './agent-client.ts';
import { bind, frame, judgeSignature, number, signRequest, string } from './agent-frames.ts';
import { collectGarbage } from './collect-garbage.ts';
import { createRandom, type Random } from './random.ts';
import { openTestAgent, type TestAgent } from './test-agent.ts';

export type AgentFuzz = {
  readonly frames: number;
  readonly connections: number;
  /** Answered with the list, or with a signature that verifies. */
  readonly accepted: number;
  readonly refused: number;
  /** Behind a frame whose length is a lie, or sent by a client that went away. */
  readonly unanswered: number;
  /** In bytes, since the first quarter. */
  readonly heapGrowth: number;
  readonly rssGrowth: number;
  /** What was sent, in hex, and what was wrong with the answer. */
  readonly failed: readonly string[];
};

const MAX_FRAME_BYTES = 256 * 1024;
const MAX_IN_ONE_CONNECTION = 20;
const HANGS_AFTER_MS = 20_000;

/**
 * Mutated messages over real sockets. Which answers are right is worked out here from the bytes that were sent, by a reading of
 * the protocol of its own.
 */
export async function fuzzAgent(seed: number, count: number): Promise<AgentFuzz> {
  const random = createRandom(seed);
  const agents = [await openTestAgent({ type: 'ed25519' }), await openTestAgent({ type: 'rsa' })];
  const failed: string[] = [];
  let [frames, connections, accepted, refused, unanswered] = [0, 0, 0, 0, 0];
  let before: NodeJS.MemoryUsage | null = null;
  try {
    while (frames < count && failed.length < 5) {
      const agent = random.oneOf(agents);
      const sent = conversation(random, agent, Math.min(MAX_IN_ONE_CONNECTION, count - frames));
      frames += sent.length;
      connections += 1;
      const bytes = Buffer.concat(sent);
      const expected = expectedOf(bytes, agent);
      const leaves = random.below(20) === 0;
      const answers = await converse(agent, cut(random, bytes), leaves ? null : expected);
      const wrong = answers === 'left' ? null : judge(answers, expected, agent);
      if (wrong !== null) failed.push(`${wrong}: ${bytes.toString('hex').slice(0, 2000)}`);
      const right = answers === 'left' || answers === 'hangs' ? [] : answers.filter(([type]) => type !== 5);
      accepted += right.length;
      refused += answers === 'left' || answers === 'hangs' ? 0 : answers.length - right.length;
      unanswered += answers === 'left' ? sent.length : Math.max(sent.length - expected.length, 0);
      // After a warm-up: code is compiled and pools are filled by then.
      if (before === null && frames >= count / 4) before = await memory();
    }
    const after = await memory();
    return {
      frames,
      connections,
      accepted,
      refused,
      unanswered,
      heapGrowth: after.heapUsed + after.external - (before?.heapUsed ?? 0) - (before?.external ?? 0),
      rssGrowth: after.rss - (before?.rss ?? 0),
      failed,
    };
  } finally {
    for (const agent of agents) agent.remove();
  }
}

/** Whole frames, and at its end perhaps one whose length is a lie. */
function conversation(random: Random, agent: TestAgent, most: number): Buffer[] {
  const sent: Buffer[] = [];
  const length = 1 + random.below(most);
  while (sent.length < length) {
    const lies = random.below(25) === 0;
    const message = mutated(random, original(random, agent));
    sent.push(lies ? lying(random, message) : frame(message));
    if (lies) break;
  }
  return sent;
}

function original(random: Random, { publicBlob }: TestAgent): Buffer {
  const data = random.bytes(random.below(random.oneOf([40, 40, 3000])));
  const flags = random.oneOf([0, 2, 4, 6, 256]);
  switch (random.below(8)) {
    case 0:
      return Buffer.from([11]);
    case 1:
      return bind({ isForwarded: false });
    case 2:
      return Buffer.concat([Buffer.from([17]), string('ssh-ed25519'), random.bytes(32)]);
    case 3:
      return random.bytes(random.below(100));
    default:
      return signRequest(publicBlob, data, flags);
  }
}

function mutated(random: Random, message: Buffer): Buffer {
  const changed = Buffer.from(message);
  const at = random.below(changed.length + 1);
  switch (random.below(8)) {
    case 0:
      return changed;
    case 1:
      return changed.subarray(0, at);
    case 2:
      return Buffer.concat([changed, random.bytes(1 + random.below(8))]);
    case 3:
      return Buffer.concat([
        changed.subarray(0, at),
        random.bytes(1 + random.below(4)),
        changed.subarray(at),
      ]);
    case 4:
      return Buffer.concat([changed.subarray(at), changed.subarray(0, at)]);
    case 5:
      // The length of the first field, of a signature's key most of all.
      if (changed.length >= 5)
        changed.writeUInt32BE(random.oneOf([0, 1, 0x7f_ff_ff_ff, 0xff_ff_ff_ff, changed.length]), 1);
      return changed;
    default:
      for (let left = 1 + random.below(3); left > 0 && changed.length > 0; left--) {
        changed[random.below(changed.length)] = random.below(256);
      }
      return changed;
  }
}

function lying(random: Random, message: Buffer): Buffer {
  const lengths = [
    0,
    1,
    message.length + 1,
    MAX_FRAME_BYTES,
    MAX_FRAME_BYTES + 1,
    0xff_ff_ff_ff,
    random.below(2 ** 32),
  ];
  return Buffer.concat([number(random.oneOf(lengths)), message]);
}

function cut(random: Random, bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  const most = random.oneOf([1, 7, 500, bytes.length]);
  for (let at = 0; at < bytes.length; at += pieces.at(-1)?.length ?? 0) {
    pieces.push(bytes.subarray(at, at + 1 + random.below(most)));
  }
  return pieces;
}

/** `left`: nothing was expected, and we went away without waiting for an answer. */
async function converse(
  { socketPath }: TestAgent,
  pieces: readonly Buffer[],
  expected: readonly Expected[] | null,
): Promise<readonly Buffer[] | 'left' | 'hangs'> {
  const client = await connectTo(socketPath);
  try {
    for (const piece of pieces) client.send(piece);
    return expected === null ? 'left' : await unlessItHangs(answersOf(client, expected));
  } finally {
    client.leave();
  }
}

/** All that comes, also beyond what is expected. Only then do we say that nothing more is sent: who has left is not let in. */
async function answersOf(client: AgentClient, expected: readonly Expected[]): Promise<readonly Buffer[]> {
  const answers = await client.next(sure(expected)).catch(() => []);
  client.halfClose();
  return [...answers, ...(await client.ended())];
}

async function unlessItHangs<Value>(work: Promise<Value>): Promise<Value | 'hangs'> {
  const done = new AbortController();
  const hangs = setTimeout(HANGS_AFTER_MS, 'hangs' as const, { signal: done.signal });
  hangs.catch(() => undefined);
  try {
    return await Promise.race([work, hangs]);
  } finally {
    done.abort();
  }
}

/** `failure` may be lost where it is the last word of a connection that ended while more was being sent. */
type Expected =
  | { readonly kind: 'failure'; readonly mayBeLost: boolean }
  | { readonly kind: 'list' }
  | { readonly kind: 'signature'; readonly data: Buffer; readonly name: string };

/** How many answers have to come. */
function sure(expected: readonly Expected[]): number {
  return expected.filter((one) => one.kind !== 'failure' || !one.mayBeLost).length;
}

function expectedOf(bytes: Buffer, agent: TestAgent): readonly Expected[] {
  const expected: Expected[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length > MAX_FRAME_BYTES) return [...expected, { kind: 'failure', mayBeLost: true }];
    if (at + 4 + length > bytes.length) break;
    expected.push(expectedFor(bytes.subarray(at + 4, at + 4 + length), agent));
    at += 4 + length;
  }
  return expected;
}

/** A request is right where it is, byte by byte, the one that we would have written. */
function expectedFor(message: Buffer, { publicBlob, publicKey }: TestAgent): Expected {
  if (message.equals(Buffer.from([11]))) return { kind: 'list' };
  const dataAt = 5 + publicBlob.length;
  const refused: Expected = { kind: 'failure', mayBeLost: false };
  if (message[0] !== 13 || message.length < dataAt + 8) return refused;
  const data = message.subarray(dataAt + 4, -4);
  const flags = message.readUInt32BE(message.length - 4);
  if (!message.equals(signRequest(publicBlob, data, flags))) return refused;
  const name = publicKey.startsWith('ssh-ed25519') ? 'ssh-ed25519' : rsaName(flags);
  return name === null ? refused : { kind: 'signature', data, name };
}

function rsaName(flags: number): string | null {
  if ((flags & 2) !== 0) return 'rsa-sha2-256';
  return (flags & 4) === 0 ? null : 'rsa-sha2-512';
}

function judge(
  answers: readonly Buffer[] | 'hangs',
  expected: readonly Expected[],
  agent: TestAgent,
): string | null {
  if (answers === 'hangs') return 'no end of the connection';
  if (answers.length < sure(expected) || answers.length > expected.length) {
    return `${String(answers.length)} answers instead of ${String(expected.length)}`;
  }
  const wrong = answers.findIndex((answer, index) => !isRight(answer, expected[index], agent));
  return wrong === -1 ? null : `answer ${String(wrong)} is wrong`;
}

function isRight(answer: Buffer, expected: Expected | undefined, agent: TestAgent): boolean {
  if (expected === undefined) return false;
  switch (expected.kind) {
    case 'failure':
      return answer.equals(Buffer.from([5]));
    case 'list': {
      const key = Buffer.concat([string(agent.publicBlob), string('web')]);
      return answer.equals(Buffer.concat([Buffer.from([12]), number(1), key]));
    }
    case 'signature':
      return judgeSignature(answer, agent.publicKey, expected.data) === expected.name;
    default:
      return assertNever(expected);
  }
}

async function memory(): Promise<NodeJS.MemoryUsage> {
  await collectGarbage();
  return process.memoryUsage();
}
