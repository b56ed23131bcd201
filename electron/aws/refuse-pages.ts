/** The name of the error for a page that came instead of an answer. */
export const FOREIGN_PAGE = 'ForeignPage';

/**
 * A plugin for every SDK client: AWS never answers with a web page, nor sends one on to another place. A network that wants a log-in
 * first does. The SDK itself would take a well-formed page for an empty answer. Pages with the status of an error stay with the SDK: an
 * emulator may call its errors pages.
 */
export const refusePages = {
  applyToStack(stack: Stack): void {
    stack.add(
      (next) => async (args) => {
        const answer = await next(args);
        refuse(answer.response);
        return answer;
      },
      { step: 'deserialize', priority: 'low', name: 'refusePages', override: true },
    );
  },
};

/** As much of the SDK's middleware stack as is used here; its own type differs from client to client. */
type Stack = {
  readonly add: (
    middleware: <Args, Answer extends { response: unknown }>(
      next: (args: Args) => Promise<Answer>,
    ) => (args: Args) => Promise<Answer>,
    options: { step: 'deserialize'; priority: 'low'; name: string; override: boolean },
  ) => void;
};

/** 511: "network authentication required". 407: a proxy wants to know who asks. */
const ASKS_FOR_LOG_IN = new Set([407, 511]);

function refuse(response: unknown): void {
  const { status, headers } = partsOf(response);
  const sentTo = status >= 300 && status < 400 ? headers.get('location') : undefined;
  const isPage = status < 300 && /\btext\/html\b/i.test(headers.get('content-type') ?? '');
  if (sentTo === undefined && !isPage && !ASKS_FOR_LOG_IN.has(status)) return;
  const where = sentTo === undefined ? '' : `, which sends on to ${hostOf(sentTo)}`;
  const message = `a web page came instead of an answer (HTTP status ${String(status)}${where})`;
  throw Object.assign(new Error(message), { name: FOREIGN_PAGE });
}

/** What stands behind the host may be a person's own, such as a ticket of a log-in. */
function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).host : 'another page';
}

function partsOf(response: unknown): {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
} {
  const headers = new Map<string, string>();
  if (typeof response !== 'object' || response === null) return { status: 0, headers };
  if ('headers' in response && typeof response.headers === 'object' && response.headers !== null) {
    for (const [name, value] of Object.entries(response.headers))
      headers.set(name.toLowerCase(), String(value));
  }
  const status =
    'statusCode' in response && typeof response.statusCode === 'number' ? response.statusCode : 0;
  return { status, headers };
}
