import { LOGIN_USER } from '../launch-plan.ts';

/** One line of a file of public keys: `ssh-ed25519 AAAA… comment`. */
const PUBLIC_KEY = /^(ssh-ed25519|ssh-rsa) [A-Za-z0-9+/]{16,}={0,3}$/;

/**
 * The line that lets a key in. A key's name is anybody's text: of it only what is plain comes into the comment, so that nothing in it is
 * read by sshd or by a shell. Throws for what is no public key.
 */
export function authorizedLine(publicKey: string, keyName: string): string {
  const [type = '', base64 = ''] = publicKey.trim().split(/\s+/);
  const key = `${type} ${base64}`;
  if (!PUBLIC_KEY.test(key)) throw new Error('not a public key');
  const comment = keyName
    .replaceAll(/[^A-Za-z0-9._@-]+/g, '_')
    .replace(/^[_-]+/, '')
    .slice(0, MOST_COMMENT);
  return comment === '' ? `${key} keyport` : `${key} keyport:${comment}`;
}

const MOST_COMMENT = 64;

/**
 * What the machine does: it takes one line from its input and sees to it that the user's authorized_keys has it, once. Nothing of the
 * line is ever a word of the script. Folder and file get the rights that sshd wants where they are made, and keep theirs else; a last
 * line without an end is ended first. It says what it did, and how often the line stands there.
 */
const SCRIPT = [
  'umask 077',
  'IFS= read -r line || exit 70',
  'test -n "$line" || exit 70',
  'test -n "$HOME" || exit 71',
  'd="$HOME/.ssh"',
  'f="$d/authorized_keys"',
  'new=',
  'test -d "$d" || { mkdir "$d" && new=1; } || exit 72',
  'test -e "$f" || new=1',
  'did=there',
  String.raw`grep -qxF -e "$line" "$f" 2>/dev/null || { did=appended; end=; test -s "$f" && test -n "$(tail -c 1 "$f")" && end="\n"; printf "$end%s\n" "$line" >>"$f" || exit 73; }`,
  // Where SELinux guards the files of sshd, new ones need their mark.
  'if test -n "$new" && command -v restorecon >/dev/null 2>&1; then restorecon -F "$d" "$f" >/dev/null 2>&1; fi',
  'n=$(grep -cxF -e "$line" "$f") || exit 74',
  String.raw`printf "\nkeyport: %s %s\n" "$did" "$n"`,
].join('; ');

/** One line without apostrophes or exclamation marks, in apostrophes: whatever the log-in shell is, it hands it on to `sh` as it is. */
export const APPEND_COMMAND = `exec /bin/sh -c '${SCRIPT}'`;

export type Appended = { readonly did: 'appended' | 'there'; readonly count: number };

/** What the script has said, whatever else the machine said around it; null where it has not come to its end. */
export function readAppended(output: string): Appended | null {
  const [, did, count] = /^keyport: (appended|there) (\d{1,4})\r?$/m.exec(output) ?? [];
  if (did === undefined || count === undefined || Number(count) === 0) return null;
  return { did: did === 'there' ? 'there' : 'appended', count: Number(count) };
}

/** Why it has not, by how it ended; undefined for whatever else ends a command. */
export const APPEND_FAILURES: ReadonlyMap<number, 'no-home' | 'no-folder' | 'not-writable' | 'not-there'> =
  new Map([
    [71, 'no-home'],
    [72, 'no-folder'],
    [73, 'not-writable'],
    [74, 'not-there'],
  ]);

/**
 * The same to be pasted into a session of Session Manager, where somebody is another user than the one who logs in by ssh, and may become
 * any. Throws for a user who could be more than a word.
 */
export function pasteCommand(line: string, loginUser: string): string {
  if (!LOGIN_USER.test(loginUser)) throw new Error(`not a login user: ${loginUser}`);
  if (/[^A-Za-z0-9+/=:._@ -]/.test(line)) throw new Error('not a line of public keys');
  return `echo '${line}' | sudo -H -u ${loginUser} /bin/sh -c '${SCRIPT}'`;
}
