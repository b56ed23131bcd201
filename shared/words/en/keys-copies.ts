const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** How many copies of a private key there are, in one line. */
export const keyCopyWords = {
  none: 'No copy known',
  line: (count: number, places: readonly string[]) =>
    `${count === 1 ? '1 copy' : `${count} copies`}: ${places.join(', ')}`,
  keychain: 'this keychain',
  vaultFile: 'this encrypted file',
  backup: (at: string) => `backup of ${DAY.format(Date.parse(at))}`,
  earlierBackups: (count: number) => (count === 1 ? '1 earlier backup' : `${count} earlier backups`),
  files: (count: number) => (count === 1 ? 'a file of yours' : `${count} files of yours`),
} as const;
