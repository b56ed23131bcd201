import { refusalOfEndpoint } from '../../shared/endpoint.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import type { Environment } from './environment.ts';
import type { Section } from './shared-files.ts';

/** Where each service's calls go; null is AWS itself. */
export type Endpoints = { readonly [Name in ServiceName]: string | null };

/** Each service by the name that AWS's own settings have for it. */
const SETTING_NAMES = {
  ec2: 'ec2',
  ssm: 'ssm',
  sts: 'sts',
  iam: 'iam',
  pricing: 'pricing',
  serviceQuotas: 'service_quotas',
  freeTier: 'freetier',
  kms: 'kms',
  instanceConnect: 'ec2_instance_connect',
  sso: 'sso',
  ssoOidc: 'sso_oidc',
} as const;

type ServiceName = keyof typeof SETTING_NAMES;

/** One endpoint for every service; null is AWS itself. */
export function allAt(endpoint: string | null): Endpoints {
  return endpointsBy(() => endpoint);
}

export const AWS_ITSELF: Endpoints = allAt(null);

/** A profile's own word on endpoints: its settings, and the `services` section that it names. */
export type EndpointSettings = { readonly profile: Section; readonly services: Section };

export const NO_SETTINGS: EndpointSettings = { profile: {}, services: {} };

/** The endpoints that were configured, in the order AWS documents: the environment first, then the profile. */
export function endpointsFrom(env: Environment, settings: EndpointSettings): Endpoints {
  return endpointsBy((service) => configuredEndpoint(env, settings, SETTING_NAMES[service]));
}

function endpointsBy(endpointOf: (service: ServiceName) => string | null): Endpoints {
  return {
    ec2: endpointOf('ec2'),
    ssm: endpointOf('ssm'),
    sts: endpointOf('sts'),
    iam: endpointOf('iam'),
    pricing: endpointOf('pricing'),
    serviceQuotas: endpointOf('serviceQuotas'),
    freeTier: endpointOf('freeTier'),
    kms: endpointOf('kms'),
    instanceConnect: endpointOf('instanceConnect'),
    sso: endpointOf('sso'),
    ssoOidc: endpointOf('ssoOidc'),
  };
}

/** The same endpoints, or why one of them may not be used. Asked before there is any client. */
export function safeEndpoints(endpoints: Endpoints): Outcome<Endpoints> {
  for (const endpoint of Object.values(endpoints)) {
    const problem = endpoint === null ? null : problemOfEndpoint(endpoint, ['choose-account']);
    if (problem !== null) return failed(problem);
  }
  return succeeded(endpoints);
}

/** Why nothing may be sent to this address; null when it may. */
export function problemOfEndpoint(endpoint: string, actions: readonly ProblemAction[] = []): Problem | null {
  const refusal = refusalOfEndpoint(endpoint);
  if (refusal === null) return null;
  const explanation = words.access.endpointRefused[refusal](withoutPassword(endpoint));
  return makeProblem('endpoint-not-secure', { explanation, actions });
}

function configuredEndpoint(
  env: Environment,
  settings: EndpointSettings,
  settingName: string,
): string | null {
  const { profile, services } = settings;
  if (isTrue(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? profile['ignore_configured_endpoint_urls']))
    return null;
  return (
    textOf(env[`AWS_ENDPOINT_URL_${settingName.toUpperCase()}`]) ??
    textOf(env['AWS_ENDPOINT_URL']) ??
    textOf(services[`${settingName}.endpoint_url`]) ??
    textOf(profile['endpoint_url'])
  );
}

function isTrue(setting: string | undefined): boolean {
  return setting?.trim().toLowerCase() === 'true';
}

function textOf(setting: string | undefined): string | null {
  const text = setting?.trim() ?? '';
  return text === '' ? null : text;
}

/** An endpoint is shown to say what is wrong with it; a password in it is not. */
export function withoutPassword(endpoint: string): string {
  return endpoint.replace(/^([a-z]+:\/\/)?.*@/i, '$1…@');
}
