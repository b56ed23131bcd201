import { EC2Client } from '@aws-sdk/client-ec2';
import { answerInProcess } from '../../electron/aws/answer-in-process.ts';
import type { HttpAnswer } from '../../electron/practice/http.ts';
import {
  openPracticeAccount,
  type PracticeAccount,
  type PracticeOptions,
} from '../../electron/practice/practice-account.ts';

/** A practice account of one's own in this process, and AWS's own client for it. */
export type OpenPractice = {
  readonly account: PracticeAccount;
  readonly setAside: string | null;
  readonly ec2: (region?: string) => EC2Client;
  /** A request as somebody might write it by hand; the body as it is. */
  readonly send: (body: string | Uint8Array, given?: Partial<RawRequest>) => Promise<RawAnswer>;
};

type RawRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type RawAnswer = { readonly status: number; readonly text: string; readonly code: string | null };

export const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=ASIAPRACTICEPRACTICE/20261123/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
};

/** Nothing is waited for, unless the test's own weather says otherwise. */
export async function openPractice(options: Partial<PracticeOptions> = {}): Promise<OpenPractice> {
  const weather = options.weather ?? [{ action: '*', kind: 'pace', value: 0 }];
  const { account, setAside } = await openPracticeAccount({ stateFile: null, ...options, weather });
  return {
    account,
    setAside,
    ec2: (region = 'us-east-1') =>
      new EC2Client({
        region,
        credentials: { accessKeyId: 'ASIAPRACTICEPRACTICE', secretAccessKey: 'practice' },
        requestHandler: answerInProcess(account.answer),
        maxAttempts: 1,
      }),
    send: async (body, given = {}) =>
      readable(
        await account.answer({
          method: 'POST',
          path: '/',
          query: '',
          headers: SIGNED,
          ...given,
          body: typeof body === 'string' ? Buffer.from(body) : body,
        }),
      ),
  };
}

function readable({ status, body }: HttpAnswer): RawAnswer {
  const text = Buffer.from(body).toString('utf8');
  const code = /<Code>([^<]+)<\/Code>/u.exec(text)?.[1] ?? /"__type":"([^"]+)"/u.exec(text)?.[1] ?? null;
  return { status, text, code };
}
