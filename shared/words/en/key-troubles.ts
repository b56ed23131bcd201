import type { KeyTroubleCode } from '../../keys/vault.ts';

type KeyTroubleWords = { readonly title: string; readonly explanation: string };

/** Why a key is not simply safe. Each says what is certain, what was left alone, and what a person can do. */
export const keyTroubleWords = {
  'aws-not-asked': {
    title: 'AWS could not be asked about this key yet',
    explanation:
      'There was no usable answer, or your sign-in has ended. Nothing was changed. Keyport asks again at its next start, or when you press “Try again”.',
  },
  'not-yet-shown': {
    title: 'AWS does not show this key pair',
    explanation:
      'That proves nothing yet, so nothing was deleted. Keyport looks again at each start. A request of which neither AWS nor your keychain shows anything for seven days is forgotten.',
  },
  'keychain-locked': {
    title: 'Your keychain is locked',
    explanation: 'Unlock it and try again. Until then Keyport changes nothing, here or in AWS.',
  },
  'keychain-failed': {
    title: 'Your keychain did not answer as it should',
    explanation:
      'The details hold what it said. Until it works, Keyport changes nothing, here or in AWS, and tries again at its next start.',
  },
  'other-account': {
    title: 'You are signed in to another account',
    explanation:
      'This key belongs to another AWS account, or to another address of AWS, than the one that answers now. Nothing was changed. Sign in as before, and try again.',
  },
  'not-this-keychain': {
    title: 'This is not the keychain that holds this key',
    explanation:
      'Keyport does not find its own mark in it. It may be locked, newly made, or that of another user. Nothing was changed and nothing was deleted. If the old keychain is gone, restore a backup.',
  },
  'missing-here': {
    title: 'The private key is no longer in your keychain',
    explanation:
      'Your keychain was open, and the key was not in it: somebody or something removed it. Restore it from a backup, or add it again from a file, if there is one.',
  },
  'other-value': {
    title: 'Your keychain holds something else under this name',
    explanation:
      'It is not the private key that Keyport put there. Keyport left it alone, and neither sent nor deleted anything.',
  },
  'pair-differs': {
    title: 'The key here and the key pair in AWS do not belong together',
    explanation:
      'Their public halves differ, so this key does not open what was started with that pair. Both were left as they are.',
  },
  'name-taken': {
    title: 'AWS has another key pair of this name',
    explanation:
      'Your private key is safe in your keychain. Send its public half to AWS again under another name.',
  },
  'held-in-file': {
    title: 'The only copy of this private key is in the file you saved',
    explanation:
      'Your keychain did not take it. Keep that file, and add the key from it once your keychain works again.',
  },
  'in-memory-only': {
    title: 'This private key is only in Keyport’s memory',
    explanation:
      'AWS sends it only once, and your keychain did not take it. Decide what to do with it before you quit.',
  },
  'import-refused': {
    title: 'AWS refused the public half of this key',
    explanation:
      'Your private key is safe in your keychain. The details hold what AWS said; your user may lack the permission ec2:ImportKeyPair. Nothing can be launched with this key until AWS has its public half.',
  },
  'pair-in-use': {
    title: 'Nobody has this private key, but an instance names its key pair',
    explanation:
      'AWS made the pair, and its private key never arrived here. Keyport would remove the pair, but an instance that is not terminated was started with one of this name. The pair was left alone, and does no harm.',
  },
  'pair-left': {
    title: 'A key pair without a private key is left in AWS',
    explanation:
      'AWS made the pair, and its private key never arrived here. Keyport could not make sure that the pair may be removed, so it was left alone; the details say why. It does no harm, and you can remove it yourself on this page.',
  },
  'record-unreadable': {
    title: 'Keyport’s record of this key cannot be read',
    explanation:
      'The file is damaged. Keyport leaves it as it is, and does not touch the private key in your keychain. A copy of the file from a backup of this computer would bring it back.',
  },
  'trash-over': {
    title: 'This key has been in the trash for 30 days',
    explanation:
      'Keyport deletes nothing by itself. Delete it for good, or keep it. Where Keyport cannot tell whether an instance still uses it, keep it.',
  },
} as const satisfies Record<KeyTroubleCode, KeyTroubleWords>;

/** Why a key pair that nobody has the private key of was left in AWS. */
export const orphanWords = {
  hadPrivateKey: 'The record says that its private key once was here, or in a file.',
  anotherPair: (keyPairId: string) => `Keyport wrote down another key pair of this name: ${keyPairId}`,
  ageUnknown: 'AWS does not say when the key pair was made.',
  madeBefore: (createdAt: string) => `The key pair was made before Keyport asked for it: ${createdAt}`,
} as const;
