import { DescribeTagsCommand, CreateSecurityGroupCommand, CreateTagsCommand } from '@aws-sdk/client-ec2';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, xmlOf } from '../../../../electron/practice/protocol/write-xml.ts';
import { openPractice } from '../../../support/practice-account.ts';

describe('an answer', () => {
  test.each([
    [{ a: 1, b: true, c: 'x' }, '<a>1</a><b>true</b><c>x</c>'],
    [{ a: null, b: undefined, c: '' }, '<c/>'],
    [{ set: [{ id: 'i' }, { id: 'j' }] }, '<set><item><id>i</id></item><item><id>j</id></item></set>'],
    [{ set: [] }, '<set/>'],
    [{ at: new Date(0) }, '<at>1970-01-01T00:00:00.000Z</at>'],
    [{ deep: { deeper: { a: '<' } } }, '<deep><deeper><a>&lt;</a></deeper></deep>'],
  ])('%j is written as EC2 writes it', (answer, xml) => {
    expect(xmlOf(answer)).toBe(xml);
  });

  test('of STS has members in its lists', () => {
    expect(xmlOf({ set: ['a'] }, 'member')).toBe('<set><member>a</member></set>');
  });

  test('leaves out what no XML may hold', () => {
    expect(escaped('a\u0000b\ud800c\ufffed\u001fe')).toBe('abcde');
  });
});

test('any text that XML can hold comes back through AWS’s own client as it was', async () => {
  const ec2 = (await openPractice()).ec2();
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'texts', Description: 'texts' }),
  );
  const unit = fc.oneof(
    fc.constantFrom('<', '>', '&', '"', "'", ']]>', '&amp;', ' ', '\u00e4', '\u{1f511}', '%', '+', '='),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
  );
  const text = fc
    .array(unit, { minLength: 1, maxLength: 8 })
    .map((parts) => escapedAway(parts.join('')))
    .filter((value) => value.trim() === value && value !== '');
  await fc.assert(
    fc.asyncProperty(text, async (Value) => {
      await ec2.send(new CreateTagsCommand({ Resources: [GroupId], Tags: [{ Key: 'text', Value }] }));
      const { Tags = [] } = await ec2.send(new DescribeTagsCommand({}));
      expect(Tags.find(({ Key }) => Key === 'text')?.Value).toBe(Value);
    }),
    { numRuns: 200, seed: 20_261_123 },
  );
});

/** Without what no XML may hold, and the ends of lines, which every reader of XML may change. */
function escapedAway(text: string): string {
  return text.replaceAll(/[^\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}
