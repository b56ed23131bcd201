const SUFFIX = '.electron-host.invalid';
const NATIVE = /^(https?|file|data|blob|about|chrome|javascript):/i;
const APP = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is;
const WEB = new RegExp(
  `^(blob:)?https://([^/?#]+)\\.([a-z0-9+-]+)${SUFFIX.replaceAll('.', '\\.')}(?=[/?#]|$)`,
  'i',
);

/**
 * `app://keyport/x` as Chromium sees it: `https://keyport.app.electron-host.invalid/x`.
 * Chromium cannot serve a scheme of ours; .invalid never resolves (RFC 6761).
 */
export function toWeb(url: string): string {
  const [, scheme, host, path] = NATIVE.test(url) ? [] : (APP.exec(url) ?? []);
  return scheme === undefined ? url : `https://${host}.${scheme}${SUFFIX}${path === '' ? '/' : path}`;
}

/** The way back; any other URL is left as it is. */
export function toApp(url: string): string {
  return url.replace(WEB, '$1$3://$2');
}
