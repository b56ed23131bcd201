import { expect, test } from 'vitest';
import { createBoard } from '../../../electron/launch/launch-board.ts';
import type { Launch } from '../../../shared/launch.ts';
import { makeProblem } from '../../../shared/make-problem.ts';

const INITIAL = {
  launchId: 'one',
  name: 'my-fleet',
  region: 'us-east-1',
  account: { sourceId: 'environment', accountId: '123456789012', endpoint: null },
  connect: {
    loginUser: 'ec2-user',
    port: 22,
    keyName: 'my-fleet',
    adminAddress: null,
    keychainAccount: null,
    custodyId: null,
    loadKeyCommand: null,
    opensHttps: true,
    opensHttp: false,
    existingGroups: null,
  },
};
const keyPair = { id: 'key-pair', kind: 'key-pair', label: 'Key pair' } as const;
const rules = { id: 'rules', kind: 'rules', label: 'Rules' } as const;

function openBoard() {
  const told: Launch[] = [];
  let time = 1000;
  const board = createBoard(
    INITIAL,
    (launch) => told.push(launch),
    () => time++,
  );
  return { board, told };
}

test('a launch begins at work, with nothing made and nobody told', () => {
  const { board, told } = openBoard();

  expect(board.launch()).toEqual({ ...INITIAL, state: 'working', lines: [], instances: [], problem: null });
  expect(told).toEqual([]);
});

test('every change is told whole, and a snapshot already told stays as it was', () => {
  const { board, told } = openBoard();
  board.addLines([keyPair, rules]);
  board.begin('key-pair');
  board.note('key-pair', { resourceId: 'key-1', note: 'made' });
  board.finish('key-pair', 'done');

  expect(told).toHaveLength(4);
  expect(told.at(-1)).toEqual(board.launch());
  expect(told.map(({ lines }) => lines[0]?.state)).toEqual(['waiting', 'working', 'working', 'done']);
  expect(board.launch().lines).toEqual([
    { ...keyPair, state: 'done', startedAt: 1000, finishedAt: 1001, resourceId: 'key-1', note: 'made' },
    { ...rules, state: 'waiting', startedAt: null, finishedAt: null, resourceId: null, note: null },
  ]);
});

test('a line of the same id is begun anew, at the end', () => {
  const { board } = openBoard();
  board.addLines([keyPair, rules]);
  board.finish('key-pair', 'failed');
  board.addLines([{ ...keyPair, label: 'Again' }]);

  expect(board.launch().lines.map(({ id, label, state }) => [id, label, state])).toEqual([
    ['rules', 'Rules', 'waiting'],
    ['key-pair', 'Again', 'waiting'],
  ]);
});

test('the first problem stays, until a state brings its own', () => {
  const { board } = openBoard();
  const [first, second] = [makeProblem('no-capacity'), makeProblem('throttled')];
  board.fail(first);
  board.fail(second);
  expect(board.launch().problem).toBe(first);

  board.setState('failed');
  expect(board.launch()).toMatchObject({ state: 'failed', problem: first });
  board.setState('removing', null);
  expect(board.launch()).toMatchObject({ state: 'removing', problem: null });
  board.fail(second);
  expect(board.launch().problem).toBe(second);
});

test('how to connect is filled in as it becomes known', () => {
  const { board, told } = openBoard();
  board.setConnect({ keychainAccount: 'my-fleet|us-east-1' });

  expect(board.launch().connect).toEqual({ ...INITIAL.connect, keychainAccount: 'my-fleet|us-east-1' });
  expect(told).toHaveLength(1);
});
