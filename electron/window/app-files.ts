import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

export const APP_ORIGIN = 'app://keyport';

/** Answers one request of the page, by its path (percent-encoded, as it stands in the URL). */
export type AppFiles = (pathname: string) => Response;

/**
 * Serves the built screen from a fixed map: a path that is not the name of a built file has no file, whatever
 * its spelling. Paths are compared as they come, so encoded dots and slashes are just other names.
 */
export function readAppFiles(folder: string): AppFiles {
  const files = new Map(
    listFiles(folder).map((name): [string, string] => [`/${name}`, path.join(folder, name)]),
  );
  return (pathname) => {
    const file = files.get(pathname === '/' ? '/index.html' : pathname);
    const type = file === undefined ? undefined : CONTENT_TYPES.get(path.extname(file));
    if (file === undefined || type === undefined) return answer(404, 'text/plain', 'no such file');
    return answer(200, type, new Uint8Array(readFileSync(file)));
  };
}

const CONTENT_TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff', 'font/woff'],
  ['.woff2', 'font/woff2'],
]);

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}

function answer(status: number, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
