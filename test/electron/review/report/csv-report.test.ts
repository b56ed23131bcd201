import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { onPath } from '../../../../scripts/parts.ts';
import { buildReport, type ReportInput } from '../../../../electron/review/report/build-report.ts';
import {
  HOSTILE_NAMES,
  hostileInput,
  noteFinding,
  reportInput,
  reviewedGroup,
  sshFinding,
} from './report-fixture.ts';

type Row = Readonly<Record<string, string>>;

const python = onPath('python3');

// Python's own reader of CSV is the judge; where it is not here, one is written out below.
describe.each([
  ['by Python', python === undefined ? null : byPython],
  ['by the book', byTheBook],
] as const)('read back %s', (_, read) => {
  const rowsOf = (input: ReportInput): readonly Row[] => read?.(buildReport('csv', input)) ?? [];

  test.skipIf(read === null)('a line for each finding, and one for each group without any', () => {
    const rows = rowsOf(
      reportInput([
        [
          reviewedGroup({ name: 'quiet', groupId: 'sg-1' }),
          reviewedGroup({ name: 'web', groupId: 'sg-2' }, [noteFinding(), sshFinding({ rules: [0, 1] })]),
        ],
      ]),
    );

    expect(rows.map((row) => [row['line'], row['group name'], row['finding'], row['severity']])).toEqual([
      ['finding', 'web', 'SG-ADMIN', 'danger'],
      ['finding', 'web', 'SG-UNUSED', 'note'],
      ['no findings', 'quiet', '', ''],
    ]);
    expect(rows[0]).toMatchObject({
      account: '123456789012',
      region: 'us-east-1',
      'group id': 'sg-2',
      level: 'critical',
      ports: 'TCP port 22',
      families: 'ipv4',
      rules: 'sgr-0123456789abcdef0 rule 2',
      'exposure ipv4': 'X4',
      'exposure ipv6': 'X3',
      'exposure known': 'yes',
      machines: '0',
    });
  });

  test.skipIf(read === null)('what could not be read has its lines, before all others', () => {
    const input = reportInput([[reviewedGroup({}, [sshFinding()])]], {
      unreadRegions: [{ region: 'eu-west-1', why: 'AWS cannot be reached.' }],
    });
    const unread = [{ part: 'interfaces', isForbidden: true, raw: 'UnauthorizedOperation' }] as const;

    const rows = rowsOf({ ...input, regions: input.regions.map((region) => ({ ...region, unread })) });

    expect(rows.map(({ line, region }) => [line, region])).toEqual([
      ['not read', 'eu-west-1'],
      ['not read', 'us-east-1'],
      ['finding', 'us-east-1'],
    ]);
    expect(rows[1]?.['sentence']).toContain('network interfaces');
  });

  test.skipIf(read === null)('no cell begins a formula, and none has a sign that is not seen', () => {
    const rows = rowsOf(hostileInput());

    expect(rows.length).toBe(HOSTILE_NAMES.length + 1);
    for (const cell of rows.flatMap((row) => Object.values(row))) {
      expect(cell).not.toMatch(/^\s*[=+\-@\t\r|%＝＋－＠]/u);
      expect(cell).toMatch(/^\P{C}*$/u);
    }
  });

  test.skipIf(read === null)('a name comes back as it was, but for what would be run or not be seen', () => {
    const names = new Map(rowsOf(hostileInput()).map((row) => [row['group id'], row['group name'] ?? '']));
    const at = (place: number) => names.get(`sg-${String(place).padStart(8, '0')}`);

    for (const [place, name] of HOSTILE_NAMES.entries()) {
      if (/^\P{C}*$/u.test(name) && !/^\s*[=+\-@＝]/u.test(name)) expect(at(place)).toBe(name);
    }
    expect(at(HOSTILE_NAMES.indexOf('-2+3'))).toBe("'-2+3");
    expect(at(3)).toBe('two[U+000A]lines[U+000D][U+000A]or three');
  });
});

test('lines end as RFC 4180 has it, and each has as many cells as the head', () => {
  const text = buildReport('csv', hostileInput());

  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
  expect(
    new Set(
      text
        .trimEnd()
        .split('\r\n')
        .map((line) => cellsOf(line).length),
    ).size,
  ).toBe(1);
});

function byPython(text: string): readonly Row[] {
  const program =
    'import csv, io, json, sys; print(json.dumps(list(csv.DictReader(io.StringIO(sys.stdin.buffer.read().decode("utf-8"), newline=""), strict=True))))';
  return JSON.parse(execFileSync(python ?? '', ['-c', program], { input: text, encoding: 'utf8' })) as Row[];
}

function byTheBook(text: string): readonly Row[] {
  const [head = '', ...lines] = text.trimEnd().split('\r\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}

function cellsOf(line: string): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/gu)];
  return cells.map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}
