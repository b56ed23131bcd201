import { failedCallOf } from './failed-call.ts';
import { messageOf } from './raw-of.ts';

/**
 * How far this computer's clock is ahead of AWS's, in milliseconds; negative where it is behind. By the date that AWS's answer carries,
 * else by the two times that some refusals name. Null where there is neither.
 */
export function clockDifferenceMs(error: unknown): number | null {
  const theirs = Date.parse(headersOf(error)['date'] ?? '');
  if (Number.isNaN(theirs)) return fromMessage(messageOf(error));
  return (failedCallOf(error)?.failedAt ?? Date.now()) - theirs;
}

/** "Signature expired: 20261122T200000Z is now earlier than 20261122T205500Z (20261122T210000Z - 5 min.)": ours, a bound, theirs. */
function fromMessage(message: string): number | null {
  const [ours, , theirs] = [...message.matchAll(/\b(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/g)].map(
    ([, year, month, day, hour, minute, second]) =>
      Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`),
  );
  return ours === undefined || theirs === undefined ? null : ours - theirs;
}

/** The SDK keeps the answer at hand in a field that is not shown. */
function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error) || !('$response' in error)) return {};
  const response = error.$response;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return {};
  return typeof response.headers === 'object' && response.headers !== null
    ? Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
    : {};
}
