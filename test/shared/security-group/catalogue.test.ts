import { expect, test } from 'vitest';
import { CATALOGUE } from '../../../shared/security-group/catalogue.ts';
import { GROUP_RULE_IDS, LEVELS } from '../../../shared/security-group/group-finding.ts';
import { severityOf } from '../../../shared/security-group/levels.ts';
import { words } from '../../../shared/words/en.ts';

test.each(GROUP_RULE_IDS)('%s is told in whole sentences, without an apostrophe of a typewriter', (id) => {
  const { title, why, advice } = words.groupFindings.rules[id];

  expect(title).toMatch(/^[A-Z].*[^\s.!]$/);
  for (const text of [why, advice]) expect(text).toMatch(/^[A-Z].*[^\s.]\.$/);
  expect(title + why + advice).not.toContain("'");
  expect(CATALOGUE[id]).toMatchObject({ id, title, why });
});

test('whoever is asked for by a control finds it', () => {
  const referring = (text: string) =>
    GROUP_RULE_IDS.filter((id) => CATALOGUE[id].references.join().includes(text));

  expect(referring('EC2.13')).toEqual(['SG-ADMIN']);
  expect(referring('EC2.18')).toEqual(['SG-ALL', 'SG-PUBPORT', 'SG-UDP']);
  expect(referring('EC2.19')).toEqual(['SG-ALL', 'SG-RISK', 'SG-UDP']);
  expect(referring('EC2.2,')).toEqual(['SG-DEFAULT']);
  expect(referring('EC2.54')).toEqual(['SG-ADMIN', 'SG-V6GAP']);
});

test('critical and high are dangers, medium is a caution, the rest are notes', () => {
  expect(LEVELS.map(severityOf)).toEqual(['danger', 'danger', 'caution', 'note', 'note']);
});
