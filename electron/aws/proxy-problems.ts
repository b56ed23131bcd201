import type { ProblemCode } from '../../shared/problem.ts';
import { messageOf } from './raw-of.ts';
import { wayOutNow } from './way-out.ts';

/** What the proxy in use has to do with a failure; undefined where nothing. Before a tunnel stands, nothing is sent. */
export function proxyCodeOf(error: unknown): ProblemCode | undefined {
  const said = allMessages(error);
  const answer = /Failed to establish tunnel to .*: HTTP\/1\.\d (\d{3})/.exec(said)?.[1];
  if (answer !== undefined) return answer === '407' ? 'proxy-password' : 'proxy-refused';
  if (/establish (proxy )?tunnel|proxy tunnel/i.test(said)) return 'proxy-refused';
  return isAboutProxy(said) ? 'proxy-unreachable' : undefined;
}

/** A connection failed by the name of the proxy, or at its door. */
function isAboutProxy(said: string): boolean {
  const { proxy } = wayOutNow();
  if (proxy === null || !URL.canParse(proxy)) return false;
  const { hostname, port, protocol } = new URL(proxy);
  const door = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  const looked = /getaddrinfo \w+ ([\w.-]+)/.exec(said)?.[1];
  if (looked !== undefined) return looked === hostname;
  const knocked = /connect E\w+ (\S+):(\d+)/.exec(said);
  if (knocked?.[2] !== door) return false;
  // At the door of https, others may have been meant: those that go straight out.
  return door !== '443' || knocked[1] === hostname;
}

/** Of several addresses that were tried, each says its own. */
function allMessages(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const others: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  const cause = error.cause === undefined ? '' : allMessages(error.cause);
  return [messageOf(error), cause, ...others.map(allMessages)].join('\n');
}
