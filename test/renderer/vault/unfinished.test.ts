import { expect, test } from 'vitest';
import { foundUnfinished, needingYou } from '../../../renderer/vault/unfinished.ts';
import { keyOf, vaultOf } from '../key-fixtures.ts';

const vault = vaultOf({
  keys: [
    keyOf({ custodyId: 'safe' }),
    keyOf({ custodyId: 'made-meanwhile', standing: 'finishing' }),
    keyOf({ custodyId: 'finishing', standing: 'finishing' }),
    keyOf({ custodyId: 'needs', standing: 'needs-you' }),
    keyOf({ custodyId: 'never-in-trouble' }),
  ],
});

test('only what was seen unfinished is listed, what needs the person first, as it stands now', () => {
  const listed = foundUnfinished(vault, ['safe', 'finishing', 'needs', 'forgotten']);

  expect(listed.map(({ custodyId }) => custodyId)).toEqual(['needs', 'finishing', 'safe']);
});

test('what needs the person is counted, and nothing else', () => {
  expect(needingYou(vault)).toBe(1);
});
