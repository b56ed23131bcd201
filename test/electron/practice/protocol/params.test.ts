import { describe, expect, test } from 'vitest';
import { readParamTree } from '../../../../electron/practice/protocol/param-tree.ts';
import { paramsOf, refuseUnread } from '../../../../electron/practice/protocol/params.ts';

const read = (query: string) => paramsOf(readParamTree(query));

describe('the parameters of a request', () => {
  test('are read by their names, lists in the order of their indices', () => {
    const params = read(
      'Name=web&Empty=&Count=3&Flag=TRUE&Rule.2.Port=443&Rule.1.Port=22&Rule.1.Cidr.1=a&Rule.1.Cidr.10=c&Rule.1.Cidr.9=b&Options.Tokens=required',
    );

    expect(params.text('Name')).toBe('web');
    expect(params.optionalText('Empty')).toBe('');
    expect(params.optionalText('Other')).toBeNull();
    expect(params.integer('Count')).toBe(3);
    expect(params.boolean('Flag')).toBe(true);
    expect(params.list('Rule', (rule) => [rule.integer('Port'), rule.texts('Cidr'), rule.path])).toEqual([
      [22, ['a', 'b', 'c'], 'Rule.1'],
      [443, [], 'Rule.2'],
    ]);
    expect(params.child('Options')?.text('Tokens')).toBe('required');
    expect(params.child('Nothing')).toBeNull();
    expect(params.texts('Nothing')).toEqual([]);
    expect(params.nameOf('GroupName', 'Name')).toBe('Name');
  });

  test.each([
    ['text of nothing', '', (p: ReturnType<typeof read>) => p.text('A'), 'MissingParameter'],
    ['text of an empty value', 'A=', (p: ReturnType<typeof read>) => p.text('A'), 'MissingParameter'],
    ['text of a structure', 'A.B=1', (p: ReturnType<typeof read>) => p.text('A'), 'InvalidParameterValue'],
    [
      'a number that is none',
      'A=1e3',
      (p: ReturnType<typeof read>) => p.integer('A'),
      'InvalidParameterValue',
    ],
    [
      'a number too long',
      'A=99999999999999999',
      (p: ReturnType<typeof read>) => p.integer('A'),
      'InvalidParameterValue',
    ],
    ['a flag that is none', 'A=yes', (p: ReturnType<typeof read>) => p.boolean('A'), 'InvalidParameterValue'],
    [
      'a structure that is a value',
      'A=1',
      (p: ReturnType<typeof read>) => p.child('A'),
      'InvalidParameterValue',
    ],
    ['a list that is a value', 'A=1', (p: ReturnType<typeof read>) => p.texts('A'), 'InvalidParameterValue'],
    ['a list from zero', 'A.0=1', (p: ReturnType<typeof read>) => p.texts('A'), 'InvalidParameterValue'],
    ['a list by words', 'A.x=1', (p: ReturnType<typeof read>) => p.texts('A'), 'InvalidParameterValue'],
    [
      'a list by a far index',
      'A.99999=1',
      (p: ReturnType<typeof read>) => p.texts('A'),
      'InvalidParameterValue',
    ],
    [
      'a list of structures for values',
      'A.1.B=1',
      (p: ReturnType<typeof read>) => p.texts('A'),
      'InvalidParameterValue',
    ],
  ])('refuse %s', (_, query, ask, code) => {
    expect(() => ask(read(query))).toThrow(expect.objectContaining({ code }));
  });

  test('that nobody asked for are unknown, wherever they lie', () => {
    const tree = readParamTree('Rule.1.Port=22&Rule.1.Colour=red');
    paramsOf(tree).list('Rule', (rule) => rule.integer('Port'));

    expect(() => refuseUnread(tree)).toThrow('The parameter Rule.1.Colour is not recognized');
  });

  test('that were all asked for are known', () => {
    const tree = readParamTree('Rule.1.Port=22&Id.1=a');
    const params = paramsOf(tree);
    params.list('Rule', (rule) => rule.integer('Port'));
    params.texts('Id');

    expect(() => refuseUnread(tree)).not.toThrow();
  });

  test.each([
    ['the same name twice', 'A=1&A=2'],
    ['a value and more below it', 'A=1&A.1=2'],
    ['more below it and a value', 'A.1=2&A=1'],
    ['too deep', Array.from({ length: 13 }, () => 'A').join('.')],
    ['a name without a part', 'A..B=1'],
    ['too many', Array.from({ length: 20_001 }, (_, n) => `A.${String(n)}=1`).join('&')],
  ])('are no query where there is %s', (_, query) => {
    expect(() => readParamTree(query)).toThrow(expect.objectContaining({ code: 'MalformedQueryString' }));
  });

  test('named after what objects have of their own are names like any other', () => {
    const params = read('__proto__.x=1&constructor=2&toString.1=3');

    expect(params.text('constructor')).toBe('2');
    expect(params.child('__proto__')?.text('x')).toBe('1');
    expect(params.texts('toString')).toEqual(['3']);
    expect(read('').has('hasOwnProperty')).toBe(false);
  });
});
