import fs from 'node:fs';
import { readDescribedGroups } from '../../shared/security-group/described-group.ts';
import type { RegionFacts } from '../../shared/security-group/region-facts.ts';
import { PLAIN_REVIEW } from '../../shared/security-group/review-options.ts';
import { reviewRegion } from '../../shared/security-group/review-region.ts';
import { median } from './interleaved.ts';

/** Enough for the compiler to have seen it all. */
const TIMES = 9;

// The judgement alone: judge-groups.ts FILE, a saved answer of DescribeSecurityGroups. Prints one line of JSON.
const [file = ''] = process.argv.slice(2);
const groups = readDescribedGroups(JSON.parse(fs.readFileSync(file, 'utf8')));
if (groups === null) throw new Error('no groups in this file');
const facts: RegionFacts = {
  region: 'us-east-1',
  accountId: '123456789012',
  readAt: 0,
  groups,
  interfaces: [],
  instances: [],
  subnets: [],
  routeTables: [],
  networkAcls: [],
  vpcs: [],
  peerings: [],
  prefixLists: [],
  blockPublicAccess: null,
  launchTemplateGroupIds: [],
  unread: [],
};
const rules = groups.reduce((sum, group) => sum + group.rules.length, 0);
const took = Array.from({ length: TIMES }, () => {
  const startedAt = performance.now();
  reviewRegion(facts, PLAIN_REVIEW);
  return performance.now() - startedAt;
});
const [first = 0] = took;
console.log(JSON.stringify({ groups: groups.length, rules, coldMs: first, warmMs: median(took) }));
