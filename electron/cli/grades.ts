import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { ADDRESS_FAMILIES, type Exposure } from '../../shared/security-group/exposure.ts';
import { gradeOf, type GradeQuery } from '../../shared/security-group/grade.ts';
import type { PrefixLists, SecurityGroup } from '../../shared/security-group/security-group.ts';
import { words } from '../../shared/words/en.ts';

export type Grade = GradeQuery & { readonly groupId: string; readonly exposure: Exposure };

/** `tcp:22:ipv4,udp:all:ipv6`: what was asked, in order; or a sentence that names what cannot be asked. */
export function readGradeQueries(typed: string): Outcome<readonly GradeQuery[]> {
  const queries: GradeQuery[] = [];
  for (const text of typed.split(',')) {
    const query = readQuery(text.trim());
    if (typeof query === 'string') return failed(makeProblem('bad-request', { explanation: query }));
    queries.push(query);
  }
  return succeeded(queries);
}

/** Every question about every group, in the order of both. */
export function gradesOf(
  groups: readonly SecurityGroup[],
  queries: readonly GradeQuery[],
  lists: PrefixLists,
): readonly Grade[] {
  return groups.flatMap((group) =>
    queries.map(({ protocol, port, family }) => ({
      groupId: group.groupId,
      protocol,
      port,
      family,
      exposure: gradeOf(group, { protocol, port, family }, lists),
    })),
  );
}

const { usage } = words.cliReview;
const NAMED_PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp', 'icmpv6', '-1']);
const ICMP: ReadonlySet<string> = new Set(['icmp', 'icmpv6', '1', '58']);

function readQuery(query: string): GradeQuery | string {
  const [protocol = '', port = '', family = '', ...more] = query.split(':');
  if (query.split(':').length < 3 || more.length > 0) return usage.gradeTwo(query);
  if (!NAMED_PROTOCOLS.has(protocol) && !isNumber(protocol, 255)) return usage.gradeProtocol(query, protocol);
  if (port !== 'all' && !isNumber(port, ICMP.has(protocol) ? 255 : 65_535))
    return usage.gradePort(query, port);
  const known = ADDRESS_FAMILIES.find((name) => name === family);
  if (known === undefined) return usage.gradeFamily(query, family);
  return { protocol, port: port === 'all' ? port : Number(port), family: known };
}

/** Written as a program would write it: no sign, no blank, no leading zero. */
function isNumber(text: string, max: number): boolean {
  return /^(0|[1-9]\d{0,4})$/u.test(text) && Number(text) <= max;
}
