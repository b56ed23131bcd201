import { expect, test } from 'vitest';
import { usersInWords } from '../../../renderer/keys/users-in-words.ts';
import { useOf } from '../key-fixtures.ts';

const users = [
  useOf({ certainty: 'launched' }),
  useOf({ certainty: 'unknown' }),
  useOf({ certainty: 'unknown' }),
];

test('users are counted, with how sure that is', () => {
  expect(usersInWords({ users, areUsersIncomplete: false }, 'read')).toEqual({
    count: '3 instances',
    certainty: '1 by our launch, 2 unsure',
  });
});

test('where a region could not be read the count is a least one', () => {
  expect(usersInWords({ users, areUsersIncomplete: true }, 'read').count).toBe('At least 3 instances');
});

test('"nothing" is said only where all was looked through', () => {
  expect(usersInWords({ users: [], areUsersIncomplete: false }, 'read').count).toBe('Nothing');
  expect(usersInWords({ users: [], areUsersIncomplete: true }, 'read').count).toBe('Nothing known');
  expect(usersInWords({ users: [], areUsersIncomplete: true }, 'reading').count).toBe('Reading…');
  expect(usersInWords({ users: [], areUsersIncomplete: true }, 'not-read').count).toBe('Not read');
});
