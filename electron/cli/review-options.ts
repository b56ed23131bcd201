import { z } from 'zod';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { familyOf } from '../../shared/security-group/cidr.ts';
import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import type { ReviewOptions } from '../../shared/security-group/review-options.ts';
import { words } from '../../shared/words/en.ts';
import { nameOfFile, readJsonFile, unreadable } from './input-file.ts';
import type { ReviewFlags } from './review.ts';
import type { Plain } from './run-plain.ts';

/** What the flags say about how to judge. Nothing is looked up: an address that was not given is not known. */
export async function readReviewOptions(plain: Plain, flags: ReviewFlags): Promise<Outcome<ReviewOptions>> {
  const myAddresses = readMyAddresses(flags.myAddress ?? []);
  if (!myAddresses.ok) return myAddresses;
  const awsRanges = flags.ipRanges === undefined ? succeeded(null) : await readRanges(plain, flags.ipRanges);
  if (!awsRanges.ok) return awsRanges;
  return succeeded({
    myAddresses: myAddresses.value,
    withEgress: flags.egress === true,
    awsRanges: awsRanges.value,
    planned: null,
  });
}

function readMyAddresses(typed: readonly string[]): Outcome<MyAddresses> {
  const { usage } = words.cliReview;
  const found: { ipv4: string | null; ipv6: string | null } = { ipv4: null, ipv6: null };
  for (const address of typed) {
    const family = address.includes('/') ? null : familyOf(address);
    if (family === null) return refused(usage.myAddress(address));
    if (found[family] !== null) return refused(usage.myAddressTwice(words.groupReport.families[family]));
    found[family] = address;
  }
  return succeeded(found);
}

const publishedRanges = z.object({
  prefixes: z.array(z.object({ ip_prefix: z.string(), service: z.string() })),
  ipv6_prefixes: z.array(z.object({ ipv6_prefix: z.string(), service: z.string() })).default([]),
});

/** Of AWS's `ip-ranges.json` the addresses that a customer can rent: those of EC2. */
async function readRanges(plain: Plain, typed: string): Promise<Outcome<readonly string[]>> {
  const json = await readJsonFile(plain, typed);
  if (!json.ok) return json;
  const ranges = publishedRanges.safeParse(json.value).data;
  if (ranges === undefined) {
    return failed(unreadable(words.cliReview.usage.notRanges(nameOfFile(plain, typed))));
  }
  return succeeded([
    ...ranges.prefixes.filter(isRentable).map(({ ip_prefix: cidr }) => cidr),
    ...ranges.ipv6_prefixes.filter(isRentable).map(({ ipv6_prefix: cidr }) => cidr),
  ]);
}

function isRentable({ service }: { readonly service: string }): boolean {
  return service === 'EC2';
}

function refused(explanation: string) {
  return failed(makeProblem('bad-request', { explanation }));
}
