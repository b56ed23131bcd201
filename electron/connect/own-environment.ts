/**
 * The environment for a program that is not ours: nothing in it of AWS's credentials, and nothing that is meant for Keyport or for
 * Electron, which other programs made with it would take for their own.
 */
export function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.test(name)));
}

/** Of Windows the names are the same in small letters. */
const OURS = /^(AWS_|KEYPORT_|ELECTRON_|NODE_OPTIONS$|NODE_EXTRA_CA_CERTS$)/i;
