/**
 * The line by which ssh reads a file of ours; null where no ssh can be told of that path. In quotes a blank is part of the path
 * (OpenSSH's argv_split). Then Include takes it for a pattern (glob(3): `* ? [ \`), and since 9.9 replaces `%` and `${` in it; older
 * ones do not, so that neither way of marking them is right for all.
 */
export function includeLine(file: string): string | null {
  const isWindows = /^[A-Za-z]:[\\/]/.test(file);
  const plain = isWindows ? file.replaceAll('\\', '/') : file;
  const isPath = isWindows || plain.startsWith('/');
  // oxlint-disable-next-line no-control-regex -- these are what is refused
  if (!isPath || /["\\*?[\]%\u0000-\u001f\u007f]|\$\{/.test(plain) || !plain.isWellFormed()) return null;
  return `Include "${plain}"`;
}
