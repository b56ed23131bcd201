import { DecodeAuthorizationMessageCommand, type STSClient } from '@aws-sdk/client-sts';
import { denialFromDecoded, type Denial } from './denial.ts';
import { noteFailedCall } from './failed-call.ts';
import { messageOf, nameOf } from './raw-of.ts';
import type { SignIn } from './sign-in.ts';

type Surroundings = {
  readonly region: string;
  readonly signIn: SignIn | null;
  /** Who can read an encoded refusal. */
  readonly sts: () => STSClient;
  /** For how long it may be asked, in milliseconds. */
  readonly withinMs?: number;
};

/** It is only to explain: nobody waits long for it. */
const DECODED_WITHIN_MS = 4_000;

/**
 * A plugin for every SDK client: writes down beside an error which call it ended, and has EC2's encoded refusals decoded, before it goes on
 * to whoever made the call. The error itself stays as it is. Where decoding is not permitted either, it is asked for once.
 */
export function noteFailures({ region, signIn, sts, withinMs = DECODED_WITHIN_MS }: Surroundings) {
  let mayDecode = true;
  const decode = async (error: unknown): Promise<Denial | null> => {
    const encoded = encodedMessageOf(error);
    if (encoded === null || !mayDecode) return null;
    try {
      const command = new DecodeAuthorizationMessageCommand({ EncodedMessage: encoded });
      const { DecodedMessage } = await sts().send(command, { abortSignal: AbortSignal.timeout(withinMs) });
      return denialFromDecoded(DecodedMessage ?? '');
    } catch (refused) {
      if (/AccessDenied|Unauthorized/.test(nameOf(refused))) mayDecode = false;
      return null;
    }
  };
  return {
    applyToStack(stack: Stack): void {
      stack.add(
        (next, { clientName = '', commandName = '' }) =>
          async (args) => {
            try {
              return await next(args);
            } catch (error) {
              noteFailedCall(error, {
                action: `${serviceOf(clientName)}:${commandName.replace(/Command$/, '')}`,
                region,
                instanceType: instanceTypeIn(args.input),
                isDryRun: 'DryRun' in args.input && args.input.DryRun === true,
                failedAt: Date.now(),
                signIn,
                decoded: await decode(error),
              });
              throw error;
            }
          },
        { step: 'initialize', priority: 'high', name: 'noteFailures', override: true },
      );
    },
  };
}

/** As much of the SDK's middleware stack as is used here; its own type differs from client to client. */
type Stack = {
  readonly add: (
    middleware: <Args extends { input: object }, Answer>(
      next: (args: Args) => Promise<Answer>,
      context: { clientName?: string; commandName?: string },
    ) => (args: Args) => Promise<Answer>,
    options: { step: 'initialize'; priority: 'high'; name: string; override: boolean },
  ) => void;
};

/** How policies call the service of a client: `EC2Client` → `ec2`. */
function serviceOf(clientName: string): string {
  const name = clientName.replace(/Client$/, '');
  return PREFIXES[name] ?? name.toLowerCase();
}

const PREFIXES: Readonly<Record<string, string>> = { EC2InstanceConnect: 'ec2-instance-connect' };

function instanceTypeIn(input: object): string | null {
  return 'InstanceType' in input && typeof input.InstanceType === 'string' ? input.InstanceType : null;
}

const LONGEST = 10_240;

function encodedMessageOf(error: unknown): string | null {
  if (nameOf(error) !== 'UnauthorizedOperation') return null;
  const encoded = /encoded authorization failure message:\s*([\w+/=-]+)/i.exec(messageOf(error))?.[1];
  return encoded === undefined || encoded.length > LONGEST ? null : encoded;
}
