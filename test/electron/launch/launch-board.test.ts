import { expect, test } from 'vitest';
import { createBoard } from '../../../electron/launch/launch-board.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { memoryKeeper } from './record-fixture.ts';

const keyPair = { id: 'key-pair', kind: 'key-pair', label: 'Key pair' } as const;
const rules = { id: 'rules', kind: 'rules', label: 'Rules' } as const;

function openBoard() {
  const keeper = memoryKeeper();
  let time = 1000;
  return { board: createBoard(keeper, 'launching', () => time++), keeper };
}

test('every change is told whole, and a snapshot already told stays as it was', () => {
  const { board, keeper } = openBoard();
  board.addLines([keyPair, rules]);
  board.begin('key-pair');
  board.note('key-pair', { resourceId: 'key-1', note: 'made' });
  board.finish('key-pair', 'done');

  expect(keeper.told.map(({ lines }) => lines[0]?.state)).toEqual(['waiting', 'working', 'working', 'done']);
  expect(board.launch().lines).toEqual([
    { ...keyPair, state: 'done', startedAt: 1000, finishedAt: 1001, resourceId: 'key-1', note: 'made' },
    { ...rules, state: 'waiting', startedAt: null, finishedAt: null, resourceId: null, note: null },
  ]);
});

test('a line of the same id is begun anew, in its place', () => {
  const { board } = openBoard();
  board.addLines([keyPair, rules]);
  board.finish('key-pair', 'failed');
  board.addLines([
    { ...keyPair, label: 'Again' },
    { ...rules, id: 'more' },
  ]);

  expect(board.launch().lines.map(({ id, label, state }) => [id, label, state])).toEqual([
    ['key-pair', 'Again', 'waiting'],
    ['rules', 'Rules', 'waiting'],
    ['more', 'Rules', 'waiting'],
  ]);
});

test('the first problem stays: what follows from it is noise', () => {
  const { board } = openBoard();
  const [first, second] = [makeProblem('no-capacity'), makeProblem('throttled')];
  board.fail(first);
  board.fail(second);

  expect(board.launch().problem).toBe(first);
});

test('how to connect is filled in as it becomes known', () => {
  const { board } = openBoard();
  const before = board.launch().connect;
  board.setConnect({ keychainAccount: 'my-fleet|us-east-1' });

  expect(board.launch().connect).toEqual({ ...before, keychainAccount: 'my-fleet|us-east-1' });
});
