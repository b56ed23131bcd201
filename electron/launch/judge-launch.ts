import { readTakenNames } from '../aws/names.ts';
import { readNetwork } from '../aws/network.ts';
import type { Connection } from '../aws/connections.ts';
import { readPlannedImage } from '../aws/own-images.ts';
import { createPatience } from '../aws/patience.ts';
import { readPrices } from '../aws/prices.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { operatingSystemOf } from '../../shared/operating-system.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { refusalFor } from '../../shared/refusal-for.ts';
import { readPreflight } from './preflight/read-preflight.ts';
import { readRequiredTags } from '../required-tags.ts';
import { noAddresses, readLaunchGroups } from './read-launch-groups.ts';

/** Where it is judged: what is required on this computer is kept in its home. */
type JudgeFrom = { readonly env: NodeJS.ProcessEnv; readonly home: string };

/** The gate: the facts are read afresh, and the one judge decides. Answers what it judged by; nothing is created. */
export async function judgeLaunch(
  { env, home }: JudgeFrom,
  keychain: Keychain,
  connection: Connection,
  plan: LaunchPlan,
  confirmed: readonly string[],
): Promise<Outcome<Facts>> {
  const facts = await readFacts({ env, home }, keychain, connection, plan);
  if (!facts.ok) return facts;
  const [obstacle] = obstacles(checkPlan(plan, facts.value), confirmed);
  return obstacle === undefined ? facts : failed(refusalFor(obstacle));
}

/** What a plan is judged by, as AWS says it now. Creates nothing. */
export async function readFacts(
  { env, home }: JudgeFrom,
  keychain: Keychain,
  connection: Connection,
  plan: LaunchPlan,
): Promise<Outcome<Facts>> {
  const { clients, account } = connection;
  // Who reaches the machines is judged by the groups' rules of this moment. Whether this computer does keeps nobody from launching.
  const { vpcId } = plan.access;
  const usesGroups = plan.access.kind === 'existing-group';
  const requiredTags = await readRequiredTags(home);
  if (!requiredTags.ok) return requiredTags;
  const [images, network, names, keychainReport, groups, preflight, prices] = await Promise.all([
    readPlannedImage(clients, account.accountId, plan.image),
    readNetwork(clients, plan.size.name, vpcId),
    readTakenNames(clients, vpcId),
    keychain.probe(),
    usesGroups ? readLaunchGroups(clients, createPatience(env), noAddresses, vpcId) : succeeded(null),
    readPreflight(connection, plan),
    readPrices(clients, account.region, [plan.size.name], operatingSystemOf(plan.image)),
  ]);
  if (keychainReport.problem !== null) return failed(keychainReport.problem);
  if (!images.ok) return images;
  if (!network.ok) return network;
  if (!names.ok) return names;
  if (!groups.ok) return groups;
  return succeeded({
    ...NO_FACTS,
    account,
    images: images.value,
    network: network.value,
    names: names.value,
    requiredTags: requiredTags.value,
    groups: groups.value,
    keychain: keychainReport.state,
    preflight,
    prices,
  });
}
