import { expect, test } from 'vitest';
import { inputs } from '../../shared/api-input.ts';
import { LINK_IDS, LINKS } from '../../shared/links.ts';

test('every link goes to a page of AWS, over https, and to nobody in it', () => {
  for (const id of LINK_IDS) {
    const { protocol, hostname, username, port } = new URL(LINKS[id]);

    expect(protocol, id).toBe('https:');
    expect(hostname, id).toMatch(/(^|\.)aws\.amazon\.com$/);
    expect([username, port], id).toEqual(['', '']);
  }
});

test('the list of links is whole: what can be asked for can be opened', () => {
  expect(Object.keys(LINKS).toSorted()).toEqual([...LINK_IDS].toSorted());
});

test.each(['https://evil.com', 'toString', '__proto__', 'constructor', '', null, 0, {}])(
  '%j is no link',
  (link) => {
    expect(inputs.openLink.safeParse([{ link }]).success).toBe(false);
  },
);
