/** What a person types in once: the long-lived key of an IAM user. Its secret is kept by the keychain and by nothing else. */
export type AccessKey = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** Why this cannot be kept; the first thing that is wrong. */
export type AccessKeyFault = 'name' | 'name-taken' | 'id' | 'secret' | 'temporary' | 'swapped';

/** The longest name of an account. */
const LONGEST_ACCOUNT_NAME = 64;

/** As it was copied from a page: spaces and ends of lines around it are nobody's. */
export function trimmedKey({ accessKeyId, secretAccessKey }: AccessKey): AccessKey {
  return { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
}

/**
 * What can be seen to be wrong before AWS is asked; null where nothing can. An id has 16 to 128 letters, digits and underscores (IAM API
 * reference, AccessKey); one that begins with ASIA is of a session, and ends by itself.
 */
export function accessKeyFault(key: AccessKey): Exclude<AccessKeyFault, 'name' | 'name-taken'> | null {
  const { accessKeyId, secretAccessKey } = trimmedKey(key);
  if (/^A[SK]IA[A-Z0-9]{16}$/.test(secretAccessKey)) return 'swapped';
  if (!/^\w{16,128}$/.test(accessKeyId)) return 'id';
  if (accessKeyId.startsWith('ASIA')) return 'temporary';
  return /^[\x21-\x7e]{16,256}$/.test(secretAccessKey) ? null : 'secret';
}

/** Whether an account may have this name beside those that are there. */
export function accountNameFault(
  name: string,
  others: readonly string[],
): Extract<AccessKeyFault, 'name' | 'name-taken'> | null {
  if (!/^\P{Cc}+$/u.test(name) || name.trim() === '' || name.length > LONGEST_ACCOUNT_NAME) return 'name';
  return others.some((other) => other.toLowerCase() === name.trim().toLowerCase()) ? 'name-taken' : null;
}
