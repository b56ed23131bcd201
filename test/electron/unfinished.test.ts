import { expect, test } from 'vitest';
import { createUnfinished } from '../../electron/unfinished.ts';

test('what is under way is known until it has ended, well or not, and whether a private key is in it', async () => {
  const unfinished = createUnfinished();
  const call = Promise.withResolvers<string>();
  const key = Promise.withResolvers<never>();
  const tracked = [unfinished.track(call.promise), unfinished.track(key.promise, 'private-key')] as const;

  expect([unfinished.isEmpty(), unfinished.holdsKey()]).toEqual([false, true]);
  key.reject(new Error('the keychain is locked'));
  await expect(tracked[1]).rejects.toThrow('locked');
  expect([unfinished.isEmpty(), unfinished.holdsKey()]).toEqual([false, false]);

  call.resolve('an answer');
  await unfinished.ended();
  expect(await tracked[0]).toBe('an answer');
  expect(unfinished.isEmpty()).toBe(true);
});
