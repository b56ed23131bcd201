/** One request as it arrives: from an SDK client in this process, or over loopback. Header names in lower case. */
export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  /** What stands after the question mark, as it stands. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** The answer never arrives: thrown by `answer` where the weather says so. Named as Node names a broken connection. */
export class ConnectionLost extends Error {
  override readonly name = 'Error';
  readonly code = 'ECONNRESET';

  constructor() {
    super('read ECONNRESET');
  }
}
