import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { clockDifferenceMs } from './clock-difference.ts';
import { explainDenied } from './explain-denied.ts';
import { explainLimit } from './explain-limit.ts';
import { explainSessionEnd } from './explain-session-end.ts';
import { failedCallOf } from './failed-call.ts';
import { systemCodeOf, unknownHostOf } from './network-problems.ts';
import { messageOf, nameOf } from './raw-of.ts';
import { zonesOffered } from './zones-offered.ts';

/** What is known better than the catalogue says it: AWS's numbers and names, its pages, and what helps here. */
export type Explained = Partial<Pick<Problem, 'explanation' | 'actions' | 'policy' | 'link'>>;

/** Nothing where the catalogue's own words are all there is to say. */
export function explainProblem(code: ProblemCode, error: unknown): Explained {
  return EXPLAIN[code]?.(error) ?? {};
}

const said = words.problemDetails;

const EXPLAIN: Partial<Record<ProblemCode, (error: unknown) => Explained | null>> = {
  'not-permitted': explainDenied,
  'no-credentials': explainProgram,
  'session-expired': explainSessionEnd,
  'vcpu-limit': explainLimit,
  'other-limit': explainLimit,
  'too-many-rules': explainLimit,
  'clock-off': explainClock,
  unreachable: (error) => explained(unknownHostOf(error), said.hostUnknown),
  'captive-portal': (error) =>
    /certificate|ERR_TLS_/i.test(`${systemCodeOf(error)} ${messageOf(error)}`)
      ? { explanation: said.portalCertificate }
      : null,
  'credentials-refused': explainRegion,
  'account-being-verified': (error) =>
    explained(
      /(?:less than|up to|within) \d+ (?:hours?|minutes?)/i.exec(messageOf(error))?.[0],
      said.verified,
    ),
  'account-blocked': () => ({ link: SUPPORT }),
  'subscription-needed': explainOptIn,
  'size-not-in-zone': explainZone,
  'no-capacity': explainCapacity,
  'not-free-tier': (error) =>
    /\bimage\b/i.test(messageOf(error))
      ? { explanation: said.imageNotFree, actions: ['choose-image'] }
      : { explanation: said.sizeNotFree, actions: ['choose-size'] },
  'wrong-architecture': explainArchitecture,
  'disk-too-small': (error) =>
    explained(/expect size\s*>=\s*(\d+)/i.exec(messageOf(error))?.[1], said.diskAtLeast),
  'image-gone': (error) =>
    nameOf(error) === 'AuthFailure'
      ? { explanation: said.imageNotShared }
      : explained(/\bami-[0-9a-f]+/.exec(messageOf(error))?.[0], said.imageGone),
  'subnet-full': (error) => explained(/\bsubnet-[0-9a-f]+/.exec(messageOf(error))?.[0], said.subnetFull),
  'instance-gone': (error) =>
    nameOf(error) === 'EC2InstanceNotFoundException' ? { explanation: said.lend.notFound } : null,
  'termination-protected': (error) => explained(/\bi-[0-9a-f]+/.exec(messageOf(error))?.[0], said.protected),
  'cannot-now': explainCannot,
  'group-name-taken': (error) =>
    nameOf(error) === 'InvalidGroup.Reserved' ? { explanation: said.groupReserved } : null,
  'refused-by-ec2': explainRefused,
  'aws-internal': explainSent,
  'answer-lost': explainSent,
};

const SUPPORT = 'https://console.aws.amazon.com/support/home#/case/create';

function explained(found: string | null | undefined, say: (found: string) => string): Explained | null {
  return found === null || found === undefined ? null : { explanation: say(found.slice(0, 80)) };
}

/** Below a minute it is the way of the answer that is measured. */
const WORTH_SAYING_MS = 60_000;

function explainClock(error: unknown): Explained | null {
  if (systemCodeOf(error).startsWith('CERT_')) return { explanation: said.clock.certificate };
  const differenceMs = clockDifferenceMs(error);
  if (differenceMs === null) return null;
  const isApart = Math.abs(differenceMs) >= WORTH_SAYING_MS;
  return { explanation: isApart ? said.clock.apart(differenceMs) : said.clock.agrees };
}

/** In an account that has not switched a newer region on, AWS does not know the keys there. */
function explainRegion(error: unknown): Explained | null {
  const region = failedCallOf(error)?.region ?? '';
  const isOptIn = region !== '' && !SWITCHED_ON.test(region);
  return isOptIn ? { explanation: said.regionOff(region), link: ACCOUNT } : null;
}

// The regions that every account has. (AWS Account Management Reference Guide, "Enable or disable AWS Regions", 2025.)
const SWITCHED_ON =
  /^(us-(east|west)-[12]|ca-central-1|sa-east-1|eu-(west-[123]|central-1|north-1)|ap-(south-1|northeast-[123]|southeast-[12])|cn-.*|us-gov-.*)$/;
const ACCOUNT = 'https://console.aws.amazon.com/billing/home#/account';

function explainOptIn(error: unknown): Explained {
  const page = marketplacePage(messageOf(error));
  if (page !== null) {
    return {
      explanation: said.subscribe,
      link: page,
      actions: ['open-subscription', 'retry', 'choose-image'],
    };
  }
  return {
    explanation: said.notSignedUp(failedCallOf(error)?.region ?? null),
    link: ACCOUNT,
    actions: ['open-subscription', 'retry', 'choose-account'],
  };
}

/** The page that AWS itself names, and only on AWS's own host. */
function marketplacePage(message: string): string | null {
  const named = /https?:\/\/[^\s"'<>]+/.exec(message)?.[0].replace(/[.,)]+$/, '');
  if (named === undefined || !URL.canParse(named)) return null;
  const url = new URL(named);
  url.protocol = 'https:';
  return url.host === 'aws.amazon.com' && url.pathname.startsWith('/marketplace') ? url.href : null;
}

/** A program of the person's own was to give credentials, and gave none. */
function explainProgram(error: unknown): Explained | null {
  const signIn = failedCallOf(error)?.signIn;
  if (signIn?.kind !== 'program') return null;
  const message = messageOf(error);
  const { hung, garbage, failed } = said.program;
  if (message.startsWith('no answer from')) return { explanation: hung(signIn.profile) };
  const isGarbage = /invalid JSON|did not return Version|invalid credentials|expired credentials/i.test(
    message,
  );
  return { explanation: (isGarbage ? garbage : failed)(signIn.profile) };
}

function explainZone(error: unknown): Explained | null {
  const message = messageOf(error);
  const { zones, zone } = zonesOffered(message);
  const size = /instance type \(([\w.-]+)\)/i.exec(message)?.[1] ?? failedCallOf(error)?.instanceType ?? null;
  if (zone === null && zones.length === 0) {
    return { explanation: said.sizeUnknown(size), actions: ['choose-size'] };
  }
  return { explanation: said.notInZone(size, zone, zones) };
}

function explainCapacity(error: unknown): Explained | null {
  const { zones, zone } = zonesOffered(messageOf(error));
  return zones.length === 0 && zone === null ? null : { explanation: said.noCapacity(zone, zones) };
}

function explainArchitecture(error: unknown): Explained | null {
  const [size, image] = [...messageOf(error).matchAll(/architecture '(arm64|x86_64|i386)'/gi)].map(
    ([, name]) => name,
  );
  return size === undefined || image === undefined ? null : { explanation: said.architectures(size, image) };
}

function explainCannot(error: unknown): Explained | null {
  const name = nameOf(error);
  if (name === 'CannotDelete') return { explanation: said.cannotDelete, actions: ['copy-details'] };
  if (name === 'EC2InstanceUnavailableException') return { explanation: said.lend.notYet };
  if (name === 'EC2InstanceStateInvalidException') return { explanation: said.lend.notRunning };
  return explained(/\bi-[0-9a-f]+/.exec(messageOf(error))?.[0], said.wrongState);
}

function explainRefused(error: unknown): Explained | null {
  switch (nameOf(error)) {
    case 'InvalidBlockDeviceMapping':
      return { explanation: said.diskRefused, actions: ['choose-disk', 'copy-details'] };
    case 'EC2InstanceTypeInvalidException':
      return { explanation: said.lend.otherSize };
    case 'InvalidArgsException':
      return { explanation: said.lend.malformed };
    default:
      return null;
  }
}

/** Of an instance it is looked for; of anything else a person may look. */
function explainSent(error: unknown): Explained | null {
  const call = failedCallOf(error);
  if (call?.action !== 'ec2:RunInstances' || call.isDryRun) return null;
  return { explanation: said.launchUnanswered };
}
