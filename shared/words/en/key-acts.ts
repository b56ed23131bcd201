/** What is said of single acts on a key, where the catalogue of problems says too little. */
export const keyActWords = {
  otherValue: (name: string) =>
    `What your keychain holds for “${name}” is not its private key, or does not work as one. Keyport leaves it as it is.`,
  inUse: (name: string, instances: string) =>
    `These instances were started with a key pair named “${name}” and are not terminated: ${instances}. While they are there, it stays, so that nobody loses the way in.`,
  useUnknown: (region: string) =>
    `Keyport could not list the instances in ${region} that may still need this key, so nothing was removed.`,
  sharedHere: (name: string) =>
    `Another key of the vault, “${name}”, is the same item in the keychain. Deleting this one would delete that one too, so nothing was deleted.`,
  notRemovedHere: (name: string) =>
    `Your keychain still holds the private key “${name}”. It stays in Keyport’s trash.`,
  removedNotRecorded:
    'The key pair is removed in AWS. Keyport could not write that down, and may go on naming it until the next start.',
} as const;
