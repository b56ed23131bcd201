import net from 'node:net';
import type { ProbeResult } from '../../shared/security-group/group-change.ts';

export type Door = {
  readonly address: string;
  readonly port: number;
  readonly kind: 'ssh' | 'rdp';
  readonly timeoutMs: number;
};

/**
 * Knocks at a log-in port with a new connection, and hangs up. `answers` only where the service itself has spoken: ssh's banner,
 * RDP's confirmation. Nothing secret is sent. Never rejects.
 */
export function probeDoor({
  address,
  port,
  kind,
  timeoutMs,
}: Door): Promise<Exclude<ProbeResult['result'], 'not-tried'>> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: address, port });
    let isConnected = false;
    let said = Buffer.alloc(0);
    const end = (result: Exclude<ProbeResult['result'], 'not-tried'>) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end(isConnected ? 'connects' : 'no-answer'), timeoutMs);
    socket.on('connect', () => {
      isConnected = true;
      if (kind === 'rdp') socket.write(RDP_HELLO);
    });
    socket.on('data', (bytes) => {
      said = Buffer.concat([said, bytes]);
      if (HAS_ANSWERED[kind](said)) end('answers');
      else if (said.length > MOST_BYTES) end('connects');
    });
    socket.on('end', () => end('connects'));
    socket.on('error', (error) => {
      const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
      end(BY_CODE[code] ?? (isConnected ? 'connects' : 'no-answer'));
    });
  });
}

/** As the system calls what a firewall, a machine or a router has answered. A time that is over on the way is no answer. */
const BY_CODE: Readonly<Record<string, 'refused' | 'reset' | 'unreachable'>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
};

const MOST_BYTES = 8192;

/** TPKT with an X.224 connection request that asks for TLS or CredSSP (MS-RDPBCGR 2.2.1.1). */
const RDP_HELLO = Buffer.from('030000130ee000000000000100080003000000', 'hex');
const X224_CONFIRM = 0xd0;

const HAS_ANSWERED = {
  /** A server may say other lines before its banner (RFC 4253, 4.2). */
  ssh: (said: Buffer) => /^SSH-/m.test(said.toString('latin1')),
  rdp: (said: Buffer) => said[0] === 3 && said[1] === 0 && ((said[5] ?? 0) & 0xf0) === X224_CONFIRM,
} as const;
