import type { AgentOptions } from 'node:https';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** How calls leave this process. Plain data, so that another thread can be told. */
export type WayOut = {
  /** With user and password where it has them: never shown, never kept. Null is straight out. */
  readonly proxy: string | null;
  /** As in NO_PROXY: what goes straight out all the same. */
  readonly noProxy: string;
  /** Trusted beside the built-in ones; each one certificate (PEM). */
  readonly certificates: readonly string[];
};

export const STRAIGHT_OUT: WayOut = { proxy: null, noProxy: '', certificates: [] };

let taken: WayOut = STRAIGHT_OUT;

/** From now on every new connection of this thread goes this way; each thread has its own. */
export function takeWayOut(wayOut: WayOut): void {
  taken = wayOut;
}

/** The one that is taken: the same object until another is. */
export function wayOutNow(): WayOut {
  return taken;
}

/**
 * What makes an agent of Node's own go this way. What stays on this computer never goes through a proxy. (Node.js documentation, "Built-in
 * Proxy Support": CONNECT, NO_PROXY with ranges of addresses.)
 */
export function agentOptions(wayOut: WayOut = taken): AgentOptions {
  const { proxy, certificates } = wayOut;
  return {
    ...(proxy === null ? {} : { proxyEnv: { HTTPS_PROXY: proxy, NO_PROXY: straightOut(wayOut) } }),
    ...(certificates.length === 0 ? {} : { secureContext: contextOf(wayOut) }),
  };
}

const THIS_COMPUTER = ['localhost', '127.0.0.0-127.255.255.255', '::1', '[::1]'];

/** curl and AWS's own tools take `example.com` for all that is under it; Node for this name alone. */
function straightOut({ noProxy }: WayOut): string {
  const said = noProxy.split(/[\s,]+/).filter((entry) => entry !== '');
  const under = said.filter((entry) => /^[a-z][\w-]*(\.[\w-]+)+$/i.test(entry)).map((entry) => `.${entry}`);
  return [...THIS_COMPUTER, ...said, ...under].join(',');
}

const contexts = new WeakMap<WayOut, SecureContext>();

/** Reading all roots takes a while: once for each way out. */
function contextOf(wayOut: WayOut): SecureContext {
  const known = contexts.get(wayOut);
  if (known !== undefined) return known;
  const made = createSecureContext({ ca: [...rootCertificates, ...wayOut.certificates] });
  contexts.set(wayOut, made);
  return made;
}
