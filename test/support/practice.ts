import { rm } from 'node:fs/promises';
import { openPracticeAccount, type PracticeAccount } from '../../electron/practice/practice-account.ts';
import { servePractice } from '../../electron/practice/serve.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import type { Moto } from './moto.ts';

/** What moto is to a spec, with an EC2 that is strict, and weather: a spec may have either. */
export type ServedPractice = Moto & {
  /** The account behind it; after a reset another one. */
  readonly account: () => PracticeAccount;
};

type Wishes = {
  /** From the start, and after each reset. Without it nothing goes wrong, and nothing takes time. */
  readonly weather?: Weather;
  /** The file that keeps what is made; in memory only without it. */
  readonly stateFile?: string;
};

const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];

/** Serves a practice account of one's own on this computer, in this process. */
export async function startPractice({ weather = AT_ONCE, stateFile }: Wishes = {}): Promise<ServedPractice> {
  const open = async () => {
    const { account, setAside } = await openPracticeAccount({ stateFile: stateFile ?? null, weather });
    if (setAside !== null) throw new Error(`the state could not be read: ${setAside}`);
    return account;
  };
  let account = await open();
  const answer: PracticeAccount['answer'] = (request, signal) => account.answer(request, signal);
  const { endpoint, stop } = await servePractice({ answer }, { port: 0 });
  return {
    endpoint,
    env: environmentFor(endpoint),
    account: () => account,
    reset: async () => {
      await account.saved();
      if (stateFile !== undefined) await rm(stateFile, { force: true });
      account = await open();
    },
    seedPublicNetwork: async () => {
      // AWS's default network has its gateway and its route, and so has this one.
    },
    stop: async () => {
      await stop();
      await account.saved();
    },
  };
}

function environmentFor(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
