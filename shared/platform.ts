/** What an image boots, and so how a person logs in to it. */
export type Platform = 'linux' | 'windows';
export type Architecture = 'x86_64' | 'arm64';
export type KeyType = 'ed25519' | 'rsa';

/** Computers listen on ports: 22 is SSH, 3389 RDP, 80 HTTP, 443 HTTPS. */
export const PORTS = { ssh: 22, rdp: 3389, http: 80, https: 443 } as const;

export function adminPortOf(platform: Platform): number {
  return platform === 'windows' ? PORTS.rdp : PORTS.ssh;
}

/** EC2 refuses ed25519 keys for Windows: its first password comes encrypted with RSA. */
export function keyTypeFor(platform: Platform): KeyType {
  return platform === 'windows' ? 'rsa' : 'ed25519';
}
