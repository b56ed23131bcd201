import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { PricingClient } from '@aws-sdk/client-pricing';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { AccountChoice } from '../../shared/account.ts';
import { answerInProcess, type AnswerRequest } from './answer-in-process.ts';
import type { Endpoints } from './endpoints.ts';
import { createInstanceConnect, type InstanceConnect } from './instance-connect.ts';
import { createJsonService, type JsonService } from './json-service.ts';
import { noteFailures } from './note-failures.ts';
import { refusePages } from './refuse-pages.ts';
import { refusePlainHttp } from './refuse-plain-http.ts';
import type { SignIn } from './sign-in.ts';
import { agentOptions } from './way-out.ts';

/** A choice with all that is needed to call AWS by it. Built by `resolveAccount`; holds credentials, stays here. */
export type ResolvedAccount = {
  readonly choice: AccountChoice;
  readonly sourceName: string;
  readonly credentials: () => Promise<Credentials>;
  /** Where each service's calls go; null is AWS itself. All of them are https or on this computer. */
  readonly endpoints: Endpoints;
  /** What answers instead of AWS, in this process; null where the calls go out. */
  readonly answer: AnswerRequest | null;
  /** How the credentials were got: what to say when they have ended. */
  readonly signIn?: SignIn | null;
};

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
};

export type AwsClients = {
  readonly ec2: EC2Client;
  /** One attempt only, for CreateKeyPair: a repeated request would lose the private key in the first answer. */
  readonly ec2Once: EC2Client;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  readonly iam: IAMClient;
  readonly pricing: PricingClient;
  readonly serviceQuotas: ServiceQuotasClient;
  readonly freeTier: JsonService;
  readonly kms: JsonService;
  readonly instanceConnect: InstanceConnect;
};

/** The clients for one account and region. None of them talks plain http to another computer. */
export function createClients({
  choice,
  credentials,
  endpoints,
  answer,
  signIn = null,
}: ResolvedAccount): AwsClients {
  const { region } = choice;
  const optionsFor = (endpoint: string | null) => ({
    ...clientOptions(endpoint),
    ...(answer === null ? {} : withoutNetwork(answer)),
  });
  const sts = new STSClient({ ...optionsFor(endpoints.sts), region, credentials, maxAttempts: 3 });
  // One client fetches the credentials for all: a sign-in may cost a call, a program run or a touch of a key.
  const common = { region, credentials: () => sts.config.credentials() };
  const ec2 = { ...optionsFor(endpoints.ec2), ...common };
  const clients = {
    sts,
    ec2: new EC2Client({ ...ec2, maxAttempts: 3 }),
    ec2Once: new EC2Client({ ...ec2, maxAttempts: 1 }),
    iam: new IAMClient({ ...optionsFor(endpoints.iam), ...common, maxAttempts: 2 }),
    ssm: new SSMClient({ ...optionsFor(endpoints.ssm), ...common, maxAttempts: 3 }),
    // The price list is served from few regions, and speaks of all.
    pricing: new PricingClient({
      ...optionsFor(endpoints.pricing),
      ...common,
      region: 'us-east-1',
      maxAttempts: 2,
    }),
    serviceQuotas: new ServiceQuotasClient({
      ...optionsFor(endpoints.serviceQuotas),
      ...common,
      maxAttempts: 2,
    }),
  };
  const noted = noteFailures({ region, signIn, sts: () => sts });
  for (const { middlewareStack } of Object.values(clients)) {
    middlewareStack.use(refusePlainHttp);
    middlewareStack.use(refusePages);
    middlewareStack.use(noted);
  }
  const instanceConnect = createInstanceConnect(
    { ...optionsFor(endpoints.instanceConnect), ...common, maxAttempts: 3 },
    noted,
  );
  return { ...clients, ...jsonServices(sts, endpoints, region), instanceConnect };
}

function jsonServices(
  sts: STSClient,
  { freeTier, kms }: Endpoints,
  region: string,
): Pick<AwsClients, 'freeTier' | 'kms'> {
  return {
    // One place for all regions. (Billing and Cost Management API reference, GetAccountPlanState.)
    freeTier: createJsonService(sts, {
      endpoint: freeTier ?? 'https://freetier.us-east-1.api.aws',
      target: 'AWSFreeTierService',
      version: '1.0',
      signingName: 'freetier',
      signingRegion: 'us-east-1',
    }),
    kms: createJsonService(sts, {
      endpoint: kms ?? `https://kms.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`,
      target: 'TrentService',
      version: '1.1',
      signingName: 'kms',
      signingRegion: region,
    }),
  };
}

/** Nor does the SDK look into the person's own files for what else it could be told there. */
function withoutNetwork(answer: AnswerRequest): OwnOptions {
  return {
    requestHandler: answerInProcess(answer),
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    authSchemePreference: [],
    userAgentAppId: '',
    disableClockSkewCorrection: true,
  };
}

type OwnOptions = Pick<
  STSClientConfig,
  | 'requestHandler'
  | 'useFipsEndpoint'
  | 'useDualstackEndpoint'
  | 'authSchemePreference'
  | 'userAgentAppId'
  | 'disableClockSkewCorrection'
>;

/** Lets go of the connections that are kept alive. */
export function closeClients(clients: AwsClients): void {
  for (const client of Object.values(clients)) client.destroy();
}

/**
 * What every client has in common. The endpoint was decided in endpoints.ts: the SDK looking again by itself could
 * find that of another profile.
 */
export function clientOptions(endpoint: string | null) {
  return {
    ...(endpoint === null ? {} : { endpoint }),
    ignoreConfiguredEndpointUrls: true,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 60_000,
      // Without this, a request that takes too long is only warned about.
      throwOnRequestTimeout: true,
      socketTimeout: 60_000,
      httpAgent: { keepAlive: true, maxSockets: 10 },
      httpsAgent: { keepAlive: true, maxSockets: 10, ...agentOptions() },
    },
  };
}
