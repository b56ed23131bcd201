import type { Cdp, Protocol } from '../cdp.ts';
import { debug } from '../notice.ts';
import { toApp, toWeb } from './app-url.ts';
import type { WindowOwner } from './windows.ts';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

export interface RequestRules {
  readonly schemes: ReadonlyMap<string, SchemeHandler>;
  /** Origins of a dev server on this computer, the only requests that are let out. */
  readonly devOrigins: ReadonlySet<string>;
  readonly ownerOf: (frameId: string, url: string) => Promise<WindowOwner | undefined>;
}

type Paused = Protocol.Fetch.requestPausedPayload;

/** Answers every request of every page: from the app's own handler, or not at all. */
export async function serveRequests(cdp: Cdp, rules: RequestRules): Promise<void> {
  cdp.on('Fetch.requestPaused', (paused) => {
    serve(cdp, rules, paused).catch(async (error: unknown) => {
      debug(error);
      await fail(cdp, paused, 'Failed').catch(debug);
    });
  });
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

async function serve(cdp: Cdp, rules: RequestRules, paused: Paused): Promise<void> {
  const { url } = paused.request;
  const appUrl = toApp(url);
  const isDocument = paused.resourceType === 'Document';
  // Preload scripts must stand before the first byte of a document arrives.
  const owner = isDocument ? await rules.ownerOf(paused.frameId, url) : undefined;
  if (owner && !owner.mayNavigate(appUrl)) return fail(cdp, paused, 'Aborted');
  if (appUrl === url) return serveNative(cdp, rules, paused, isDocument);
  const handler = rules.schemes.get(new URL(appUrl).protocol.slice(0, -1));
  if (!handler) return fail(cdp, paused, 'AddressUnreachable');
  return fulfil(cdp, paused, await handler(readRequest(paused, appUrl)));
}

async function serveNative(
  cdp: Cdp,
  { devOrigins }: RequestRules,
  paused: Paused,
  isDocument: boolean,
): Promise<void> {
  const { url } = paused.request;
  if (!devOrigins.has(URL.parse(url)?.origin ?? '')) {
    return fail(cdp, paused, isDocument ? 'Aborted' : 'BlockedByClient');
  }
  await cdp.send('Fetch.continueRequest', { requestId: paused.requestId });
}

function readRequest({ request }: Paused, appUrl: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.append(name, toApp(value));
  const body = request.postDataEntries?.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')) ?? [];
  return new Request(appUrl.replace(/#.*/s, ''), {
    method: request.method,
    headers,
    ...(body.length > 0 ? { body: Buffer.concat(body) } : {}),
  });
}

async function fulfil(cdp: Cdp, { requestId }: Paused, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  const responseHeaders = [...response.headers]
    .filter(([name]) => !/^(content-length|content-encoding|transfer-encoding)$/i.test(name))
    .map(([name, value]) => ({ name, value: /^location$/i.test(name) ? toWeb(value) : value }));
  await cdp.send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body });
}

async function fail(
  cdp: Cdp,
  { requestId }: Paused,
  errorReason: Protocol.Network.ErrorReason,
): Promise<void> {
  await cdp.send('Fetch.failRequest', { requestId, errorReason });
}
