import { describe, expect, test } from 'vitest';
import { openDoorsInWords } from '../../../renderer/components/doors-in-words.ts';
import {
  chosenAfter,
  gradeOfGroup,
  isChoosable,
  isFound,
  shortDescription,
} from '../../../renderer/wizard/group-choice.ts';
import { boardOf, restOfBoard } from '../../../renderer/wizard/group-doors.ts';
import { openDoors } from '../../../shared/security-group/open-doors.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { group, launchGroups, MINE, tcp } from '../../shared/launch-groups-fixture.ts';

const me = tcp(22, `${MINE}/32`);
const { groups } = launchGroups([
  group('bastion', [tcp(22, '0.0.0.0/0')]),
  group('game', [me, tcp(25_565, '0.0.0.0/0')]),
  group('web', [me, tcp(443, '0.0.0.0/0')]),
]);
const [bastion, game, web] = groups;

describe('the list of groups', () => {
  test('grades each by the worst that is said of it', () => {
    expect(groups.map(gradeOfGroup)).toEqual(['danger', 'caution', 'fine']);
  });

  test.each([
    ['', true],
    ['  BAST ', true],
    ['sg-626173', true],
    ['the group', true],
    ['web', false],
  ])('finds by name, id and description: %j', (text, expected) => {
    expect(bastion === undefined ? null : isFound(bastion, text)).toBe(expected);
  });

  test('has room for the beginning of a long description, and for all of a short one', () => {
    expect(shortDescription('The web servers')).toBe('The web servers');
    expect(shortDescription('x'.repeat(60))).toBe('x'.repeat(60));
    expect(shortDescription(`${'x'.repeat(58)} ${'y'.repeat(196)}`)).toBe(`${'x'.repeat(58)}…`);
  });

  test('takes five; those can still be left out', () => {
    const chosen = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ groupId: group(name, []).groupId, name }));

    expect(isChoosable('sg-new', chosen.slice(0, 4))).toBe(true);
    expect(isChoosable('sg-new', chosen)).toBe(false);
    expect(isChoosable(chosen[0]?.groupId ?? '', chosen)).toBe(true);
  });

  test('keeps what was chosen on another page, and what is no longer there', () => {
    const gone = { groupId: 'sg-00000000dead', name: 'gone' };
    const shown = [bastion, game].filter((each) => each !== undefined);
    const before = [gone, ...[bastion, web].flatMap((each) => (each === undefined ? [] : [each.group]))];

    const names = (ticked: typeof shown) => chosenAfter(before, shown, ticked).map(({ name }) => name);

    expect(names([])).toEqual(['gone', 'web']);
    expect(names(shown)).toEqual(['gone', 'web', 'bastion', 'game']);
  });

  test('asks for nothing of a group but its id and its name', () => {
    const shown = [bastion].filter((each) => each !== undefined);

    expect(chosenAfter([], shown, shown)).toEqual([{ groupId: bastion?.group.groupId, name: 'bastion' }]);
  });
});

describe('the doors of groups that are there', () => {
  const board = (rules: readonly GroupRule[], mine: string | null = MINE) =>
    boardOf(openDoors(rules, new Map(), { ipv4: mine, ipv6: null }), 'linux');
  const loginDoor = (rules: readonly GroupRule[], mine: string | null = MINE) => {
    const door = board(rules, mine)[0];
    return [door?.port, door?.opening, door?.caption, door?.isAlarming];
  };

  test.each<readonly [string, readonly GroupRule[], readonly unknown[]]>([
    ['nobody', [], [22, 'closed', 'Closed', false]],
    ['me', [me], [22, 'one-address', `Only you (${MINE}/32)`, false]],
    ['me, twice said', [me, me], [22, 'one-address', `Only you (${MINE}/32)`, false]],
    ['one other', [tcp(22, '198.51.100.7/32')], [22, 'one-address', 'Only 198.51.100.7/32', false]],
    ['two addresses', [me, tcp(22, '198.51.100.7/32')], [22, 'some', 'Some addresses or groups', false]],
    [
      'me and a group',
      [me, tcp(22, 'sg-0123456789abcdef0')],
      [22, 'some', 'Some addresses or groups', false],
    ],
    ['half a world', [tcp(22, '0.0.0.0/1')], [22, 'some', 'Very many addresses', true]],
    ['everyone', [me, tcp([20, 25], '0.0.0.0/0')], [22, 'everyone', 'Everyone', true]],
    ['everyone by IPv6', [me, tcp(22, '::/0')], [22, 'everyone', 'Everyone', true]],
    ['a list nobody could read', [me, tcp(22, 'pl-0123456789abcdef0')], [22, 'unknown', 'Not known', false]],
    [
      'everyone, beside a list nobody could read',
      [tcp(22, '0.0.0.0/0'), tcp(22, 'pl-0123456789abcdef0')],
      [22, 'everyone', 'Everyone', true],
    ],
  ])('with a login for %s', (_whom, rules, expected) => {
    expect(loginDoor(rules)).toEqual(expected);
  });

  test('say "you" only to somebody whose address is known', () => {
    expect(loginDoor([me], null)[2]).toBe(`Only ${MINE}/32`);
  });

  test('are those of this system first, then the web; the other login only where it is open', () => {
    expect(board([me]).map(({ port }) => port)).toEqual([22, 80, 443]);
    expect(board([me, tcp(3389, '0.0.0.0/0')]).map(({ port }) => port)).toEqual([22, 3389, 80, 443]);
    const windows = boardOf(openDoors([], new Map(), { ipv4: null, ipv6: null }), 'windows');
    expect(windows.map(({ port }) => port)).toEqual([3389, 80, 443]);
  });

  test('of the web are no alarm', () => {
    expect(board([tcp(443, '0.0.0.0/0')]).map(({ isAlarming }) => isAlarming)).toEqual([false, false, false]);
  });

  test('in words are the open ones, or that none is', () => {
    expect(openDoorsInWords(web?.doors ?? [])).toEqual([
      `SSH (port 22): Only you (${MINE}/32)`,
      'HTTPS (port 443): Everyone',
    ]);
    expect(openDoorsInWords(launchGroups([group('shut', [])]).groups[0]?.doors ?? [])).toEqual([
      'SSH, RDP, HTTP and HTTPS are closed',
    ]);
  });

  const inWords = (rules: readonly GroupRule[]) =>
    openDoorsInWords(openDoors(rules, new Map(), { ipv4: MINE, ipv6: null }));

  test.each<readonly [string, readonly GroupRule[], readonly string[]]>([
    ['a database', [tcp(3306, '0.0.0.0/0')], ['MySQL (port 3306): Everyone']],
    ['a database by IPv6', [tcp(3306, '::/0')], ['MySQL (port 3306): Everyone']],
    ['two halves', [tcp(3306, '0.0.0.0/1'), tcp(3306, '128.0.0.0/1')], ['MySQL (port 3306): Everyone']],
    ['a quarter', [tcp(3306, '64.0.0.0/2')], ['MySQL (port 3306): Very many addresses']],
    ['an unread list', [tcp(3306, 'pl-0123456789abcdef0')], ['MySQL (port 3306): Not known']],
    ['an office', [tcp(3306, '198.51.100.0/24')], ['Other ports: some addresses or groups']],
    ['UDP', [{ ...tcp(161, '0.0.0.0/0'), protocol: 'udp' }], ['SNMP (UDP port 161): Everyone']],
    [
      'neighbours, the widest first',
      [
        tcp(3306, '198.51.100.0/24'),
        tcp(8000, '0.0.0.0/2'),
        tcp([6000, 6001], '0.0.0.0/0'),
        tcp(6002, '::/0'),
      ],
      [
        'Ports 6000–6002: Everyone',
        'Port 8000: Very many addresses',
        'Other ports: some addresses or groups',
      ],
    ],
    [
      'more than there is room for',
      [1000, 2000, 3000, 4000, 5000, 6000].map((port) => tcp(port, '0.0.0.0/0')),
      [...[1000, 2000, 3000, 4000].map((port) => `Port ${port}: Everyone`), 'And 2 more'],
    ],
    ['ping', [{ ...tcp(8, '0.0.0.0/0'), protocol: 'icmp', toPort: -1 }], []],
    ['what goes out', [{ ...tcp(3306, '0.0.0.0/0'), isEgress: true }], []],
  ])('say more than that the four are closed: %s', (_what, rules, lines) => {
    expect(inWords(rules)).toEqual(['SSH, RDP, HTTP and HTTPS are closed', ...lines]);
  });

  test('say once that every port is open', () => {
    const all = { ...tcp(0, '0.0.0.0/0'), protocol: '-1', fromPort: null, toPort: null };

    expect(inWords([all, tcp(3306, '0.0.0.0/0')]).slice(4)).toEqual(['Every port: Everyone']);
    expect(inWords([tcp([1, 65_535], '0.0.0.0/0')]).slice(4)).toEqual(['Every TCP port: Everyone']);
  });

  test('on the board: other ports that too many come in by are an alarm, and the rest is said', () => {
    const doors = openDoors([tcp(3306, '0.0.0.0/0'), tcp(5432, `${MINE}/32`)], new Map(), {
      ipv4: MINE,
      ipv6: null,
    });

    expect(boardOf(doors, 'linux').at(-1)).toMatchObject({ name: 'MySQL (port 3306)', isAlarming: true });
    expect(restOfBoard(doors)).toBe('Other ports: some addresses or groups.');
    expect(restOfBoard(openDoors([me], new Map(), { ipv4: MINE, ipv6: null }))).toBe(
      'Every other port is closed.',
    );
  });
});
