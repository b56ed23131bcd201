import ipaddr from 'ipaddr.js';
import { LOGIN_USER } from './launch-plan.ts';

/**
 * The command that hands the private key from the Secret Service (Linux) to the running ssh agent, which forgets it
 * after eight hours. No file is written. The account has no apostrophe (EC2 allows none in a key's name), so the quotes hold.
 */
export function loadKeyCommand(keychainAccount: string): string {
  if (keychainAccount.includes("'")) throw new Error(`not a keychain account: ${keychainAccount}`);
  return `secret-tool lookup service keyport username '${keychainAccount}' | ssh-add -t 8h -`;
}

/**
 * The command that logs in to one instance. The key itself stays in the keychain, so the command names none: ssh asks the running
 * agent for it, or the one whose socket is given. Arguments come from AWS, the catalogue and our own agent; anything that a
 * shell could read as more than a word is refused.
 */
export function sshCommand(login: {
  readonly loginUser: string;
  readonly address: string;
  readonly identityAgent?: string;
}): string {
  const { loginUser, address, identityAgent } = login;
  if (!LOGIN_USER.test(loginUser)) throw new Error(`not a login user: ${loginUser}`);
  if (!isMachineAddress(address)) throw new Error(`not an address: ${address}`);
  const option = identityAgent === undefined ? '' : `${agentOption(identityAgent)} `;
  return `ssh ${option}${loginUser}@${address}`;
}

/**
 * A machine's address becomes a word of a command, and a part of a link. It may have been written into a record by hand. Letters,
 * digits and dots can be a name as well (`face.cafe`), which would lead to somebody else.
 */
export function isMachineAddress(text: string): boolean {
  return ADDRESS.test(text) && (ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text));
}

const ADDRESS = /^[0-9A-Fa-f.:]{3,45}$/;

/**
 * What makes ssh, scp and sftp ask this agent, and offer its key alone. `IdentitiesOnly` needs the public half in a file, which
 * lies beside the socket. A pipe of Windows has no such file; and its name is given with slashes, because ssh reads a
 * backslash in an option as the mark of a special character (since 8.9).
 */
export function agentOption(socketPath: string): string {
  const pipe = pipeName(socketPath);
  if (pipe !== null) return `-o IdentityAgent=//./pipe/${pipe} -o IdentitiesOnly=no`;
  const socket = plainPath(socketPath);
  return `-o IdentityAgent=${socket} -o IdentitiesOnly=yes -i ${socket}.pub`;
}

/** The line that makes every program of a terminal ask this agent: for PowerShell where it is a pipe of Windows. */
export function agentEnvironment(socketPath: string): string {
  if (pipeName(socketPath) !== null) return `$env:SSH_AUTH_SOCK = '${socketPath}'`;
  return `export SSH_AUTH_SOCK='${plainPath(socketPath)}'`;
}

/** Of a pipe of Windows, and of nothing else. */
export function pipeName(socketPath: string): string | null {
  return /^\\\\\.\\pipe\\([a-z0-9-]+)$/.exec(socketPath)?.[1] ?? null;
}

/** One word to every shell, and without what ssh itself replaces in an option (`%d`, `${HOME}`, `~`). */
function plainPath(socketPath: string): string {
  if (!/^\/[A-Za-z0-9/._@+-]+$/.test(socketPath)) throw new Error(`not the path of an agent: ${socketPath}`);
  return socketPath;
}
