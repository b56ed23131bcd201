import { isMachineAddress } from '../ssh-command.ts';

export type DesktopLogin = { readonly address: string; readonly port: number };

/** Who Windows in EC2 makes the first password for. */
export const ADMINISTRATOR = 'Administrator';

/**
 * A file that a remote desktop program opens (.rdp): this machine, the administrator, and nothing of this computer shared with it. Each
 * line is one of the few here; what comes from outside is an address and a number, and is refused if it could be more. (Microsoft
 * Learn, "Supported RDP properties".)
 */
export function desktopFile(login: DesktopLogin): string {
  return [`full address:s:${desktopAddress(login)}`, `username:s:${ADMINISTRATOR}`, ...SETTINGS, ''].join(
    '\r\n',
  );
}

/** An IPv6 address stands in brackets before its port. */
export function desktopAddress({ address, port }: DesktopLogin): string {
  if (!isMachineAddress(address)) throw new Error(`not an address: ${address}`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`not a port: ${String(port)}`);
  return `${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
}

const SETTINGS = [
  // No password is in the file: it is asked for.
  'prompt for credentials:i:1',
  // EC2's machines vouch for themselves (their certificate is signed by nobody else): warn, and let the person decide.
  'authentication level:i:2',
  // Who one is is proved before a desktop is opened (Network Level Authentication).
  'enablecredsspsupport:i:1',
  'negotiate security layer:i:1',
  // No gateway stands between.
  'gatewayusagemethod:i:0',
  // What is copied here, a password for one, is not the machine's to read; nor are the disks, the printers or the microphone.
  'redirectclipboard:i:0',
  'drivestoredirect:s:',
  'devicestoredirect:s:',
  'usbdevicestoredirect:s:',
  'camerastoredirect:s:',
  'redirectprinters:i:0',
  'redirectcomports:i:0',
  'redirectsmartcards:i:0',
  'redirectwebauthn:i:0',
  'redirectlocation:i:0',
  'audiocapturemode:i:0',
  // In a window of its own.
  'screen mode id:i:1',
] as const;
