import { refusalOfEndpoint } from '../../shared/endpoint.ts';

/** The name of the error that `refusePlainHttp` throws. */
export const ENDPOINT_NOT_SECURE = 'EndpointNotSecure';

/**
 * A plugin for every SDK client: the last look at a request before it leaves. Endpoints are judged long before; this
 * stands in case one comes by another way, such as a provider's own client.
 */
export const refusePlainHttp = {
  applyToStack(stack: Stack): void {
    stack.add(
      (next) => async (args) => {
        refuseUnsafe(args.request);
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'refusePlainHttp', override: true },
    );
  },
};

/** As much of the SDK's middleware stack as is used here; its own type differs from client to client. */
type Stack = {
  readonly add: (
    middleware: <Args extends { request: unknown }, Answer>(
      next: (args: Args) => Promise<Answer>,
    ) => (args: Args) => Promise<Answer>,
    options: { step: 'finalizeRequest'; priority: 'low'; name: string; override: boolean },
  ) => void;
};

/** Throws where the request would go over plain http to another computer. */
export function refuseUnsafe(request: unknown): void {
  const { protocol, hostname } = urlPartsOf(request);
  const host = hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
  if (refusalOfEndpoint(`${protocol}//${host}`) === null) return;
  throw Object.assign(new Error(`no request is sent over ${protocol} to another computer: ${host}`), {
    name: ENDPOINT_NOT_SECURE,
  });
}

function urlPartsOf(request: unknown): { protocol: string; hostname: string } {
  const parts = { protocol: '', hostname: '' };
  if (typeof request !== 'object' || request === null) return parts;
  if ('protocol' in request && typeof request.protocol === 'string') parts.protocol = request.protocol;
  if ('hostname' in request && typeof request.hostname === 'string') parts.hostname = request.hostname;
  return parts;
}
