import { expect, onTestFinished, test, vi } from 'vitest';
import { createConsent, type Asker, type ConsentOptions } from '../../../electron/connect/consent.ts';

const SSH: Asker = { program: { name: 'git', pid: 7, startedBy: null }, isForwarded: false };
const NEVER = new AbortController().signal;

test('the answer is remembered for the group, and for no other', async () => {
  const { consent, questions } = open();
  const first = consent.of('one', SSH, NEVER);
  questions[0]?.answer(true);
  const other = consent.of('other', SSH, NEVER);
  questions[1]?.answer(false);

  expect([await first, await other]).toEqual([true, false]);
  expect([await consent.of('one', SSH, NEVER), await consent.of('other', SSH, NEVER)]).toEqual([true, false]);
  expect(questions).toHaveLength(2);
});

test('what is forgotten is asked again', async () => {
  const { consent, questions } = open();
  const first = consent.of('one', SSH, NEVER);
  questions[0]?.answer(true);
  await first;

  consent.forget('one');
  const again = consent.of('one', SSH, NEVER);
  questions[1]?.answer(false);

  expect(await again).toBe(false);
});

test('those of one group who wait at the same time put one question', async () => {
  const { consent, questions } = open();
  const both = [consent.of('one', SSH, NEVER), consent.of('one', SSH, NEVER)];
  questions[0]?.answer(true);

  expect(await Promise.all(both)).toEqual([true, true]);
  expect(questions).toHaveLength(1);
});

test('the question goes when the last who waits for it has left', async () => {
  const { consent, questions } = open();
  const [one, two] = [new AbortController(), new AbortController()];
  const both = [consent.of('one', SSH, one.signal), consent.of('one', SSH, two.signal)];

  one.abort();
  expect(await both[0]).toBe(false);
  expect(questions[0]?.isOver()).toBe(false);
  two.abort();

  expect(await both[1]).toBe(false);
  expect(questions[0]?.isOver()).toBe(true);
});

test('who comes after all have left is asked for anew', async () => {
  const { consent, questions } = open();
  const left = new AbortController();
  const first = consent.of('one', SSH, left.signal);
  left.abort();
  await first;

  const second = consent.of('one', SSH, NEVER);
  questions[1]?.answer(true);

  expect(await second).toBe(true);
});

test('who has left already is not asked for', async () => {
  const { consent, questions } = open();

  expect(await consent.of('one', SSH, AbortSignal.abort())).toBe(false);
  expect(questions).toEqual([]);
});

test('no answer in time is a no, which is not remembered', async () => {
  const { consent, questions } = open({ withinMs: 5 });

  expect(await consent.of('one', SSH, NEVER)).toBe(false);
  expect(questions[0]?.isOver()).toBe(true);
  const again = consent.of('one', SSH, NEVER);
  questions[1]?.answer(true);

  expect(await again).toBe(true);
});

test('eight wait at most; the ninth is told no at once, and its place is free again later', async () => {
  const { consent, questions } = open();
  const waiting = Array.from({ length: 8 }, (_, at) => consent.of(`group ${String(at)}`, SSH, NEVER));

  expect(await consent.of('ninth', SSH, NEVER)).toBe(false);
  expect(questions).toHaveLength(8);
  for (const question of questions) question.answer(true);
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 8 }, () => true));

  const later = consent.of('ninth', SSH, NEVER);
  questions[8]?.answer(true);
  expect(await later).toBe(true);
});

test('a person has a minute', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { consent, questions } = open();
  const said = consent.of('one', SSH, NEVER);

  vi.advanceTimersByTime(59_999);
  expect(questions[0]?.isOver()).toBe(false);
  vi.advanceTimersByTime(1);

  expect(await said).toBe(false);
});

function open(options?: ConsentOptions) {
  const questions: { answer: (isAllowed: boolean) => void; isOver: () => boolean }[] = [];
  const consent = createConsent((_, signal) => {
    const { promise, resolve } = Promise.withResolvers<boolean | null>();
    signal.addEventListener('abort', () => resolve(null));
    questions.push({ answer: resolve, isOver: () => signal.aborted });
    return promise;
  }, options);
  return { consent, questions };
}
