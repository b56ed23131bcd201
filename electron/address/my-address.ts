import type { MyAddress } from '../../shared/api.ts';
import { readPublicAddress } from '../../shared/address.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { problemOfEndpoint } from '../aws/endpoints.ts';
import { fetchOut } from '../aws/fetch-out.ts';
import { words } from '../../shared/words/en.ts';

const SERVICE = 'https://checkip.amazonaws.com';
const TIMEOUT_MS = 5_000;
const MOST_BYTES = 100;

/**
 * Asks which public address the rest of the world sees. Only a plain public IPv4 address is taken for an answer: a
 * security group's rule is made from it. KEYPORT_ADDRESS_URL names another service.
 */
export async function readMyAddress(
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Outcome<MyAddress>> {
  const url = env['KEYPORT_ADDRESS_URL'] || SERVICE;
  const refused = problemOfEndpoint(url);
  if (refused !== null) return failed(refused);
  const answer = await ask(url, timeoutMs);
  if (!answer.ok) return answer;
  const read = readPublicAddress(answer.value);
  if (!read.ok) {
    const raw = `${new URL(url).host} answered: ${JSON.stringify(answer.value)}`;
    return failed(
      makeProblem('address-unusable', { explanation: words.access.addressRefused[read.refusal], raw }),
    );
  }
  return succeeded({ address: read.address, readAt: Date.now(), source: new URL(url).host });
}

/** The service's text. A redirect is not followed: it could lead to plain http, or to a page that asks to log in. */
async function ask(url: string, timeoutMs: number): Promise<Outcome<string>> {
  try {
    const response = await fetchOut(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return unreachable(`HTTP ${String(response.status)}`);
    return succeeded(await readStart(response));
  } catch (error) {
    return unreachable(reasonOf(error));
  }
}

/** The first bytes of an answer; with a mark when there is more, so that its start is not taken for the whole. */
async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) break;
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
  return size > MOST_BYTES ? `${text}…` : text;
}

function unreachable(raw: string) {
  return failed(makeProblem('address-unreachable', { raw, retryable: true, actions: ['retry'] }));
}

/** fetch itself only says "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error
    ? `${error.name}: ${error.cause.message}`
    : `${error.name}: ${error.message}`;
}
