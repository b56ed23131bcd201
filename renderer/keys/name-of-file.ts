import { MAX_NAME_LENGTH, freeName, refusalOfName } from '../../shared/resource-name.ts';

/** `web-server.pem` → `web-server`: what a key from this file may be called; '' where the name gives nothing. */
export function nameOfFile(fileName: string, taken: readonly string[]): string {
  const wished = fileName
    .replace(/\.(pem|ppk|key|openssh|txt)$/i, '')
    .replace(/[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+/g, '-')
    .slice(0, MAX_NAME_LENGTH)
    .trim();
  return refusalOfName(wished) === null ? freeName(wished, taken) : '';
}
