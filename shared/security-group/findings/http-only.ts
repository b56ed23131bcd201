import { ADDRESS_FAMILIES, type AddressFamily, type Exposure } from '../exposure.ts';
import type { GroupFinding } from '../group-finding.ts';
import type { ProtocolGrades } from '../group-grades.ts';
import { PORTS } from '../../platform.ts';
import { familyName } from '../ports-in-words.ts';
import type { GradedPorts } from '../grade.ts';
import { words } from '../../words/en.ts';
import { groupFinding } from './make-group-finding.ts';
import type { Judged } from './review-context.ts';

/** SG-HTTPONLY: visitors come by HTTP, and cannot by HTTPS. */
export function httpOnlyFindings({ grades }: Judged): readonly GroupFinding[] {
  const tcp = grades.find(({ protocol }) => protocol === 'tcp');
  if (tcp === undefined) return [];
  const families = ADDRESS_FAMILIES.filter(
    (family) =>
      exposureAt(tcp, family, PORTS.http) === 'internet' && exposureAt(tcp, family, PORTS.https) === 'none',
  );
  if (families.length === 0) return [];
  const { anyone, anyoneBy, httpOnly } = words.groupFindings;
  const [family] = families;
  const who = families.length === 2 || family === undefined ? anyone : anyoneBy(familyName(family));
  return [
    groupFinding('SG-HTTPONLY', {
      level: 'info',
      families,
      ports: [{ protocol: 'tcp', from: PORTS.http, to: PORTS.http }],
      sentence: httpOnly(who),
      rules: families.flatMap((each) => gradedAt(tcp, each, PORTS.http)?.rules ?? []),
      fix: 'add-https',
    }),
  ];
}

function exposureAt(tcp: ProtocolGrades, family: AddressFamily, port: number): Exposure {
  return gradedAt(tcp, family, port)?.exposure ?? 'none';
}

function gradedAt(tcp: ProtocolGrades, family: AddressFamily, port: number): GradedPorts | undefined {
  return tcp[family].find(({ from, to }) => from <= port && port <= to);
}
