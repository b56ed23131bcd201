import { expect, test } from 'vitest';
import cases from './cases.json' with { type: 'json' };
import { groupFrom, readPrefixListsFile } from '../../../shared/security-group/described-group.ts';
import { gradeOf } from '../../../shared/security-group/grade.ts';

const expectations = cases.flatMap(({ id, title, group, expect: expected }) =>
  expected.map((one) => ({ ...one, id, title, group })),
);

test.each(expectations)('$id $title: $protocol $port $family is $exposure', (one) => {
  const query = { protocol: one.protocol, port: one.port as number | 'all', family: one.family as 'ipv4' };
  expect(gradeOf(groupFrom(one.group), query, new Map())).toBe(one.exposure);
});
void readPrefixListsFile;
