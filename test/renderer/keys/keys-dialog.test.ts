import { expect, test } from 'vitest';
import { dialogFor } from '../../../renderer/keys/keys-dialog.ts';
import { keyOf, rowOf } from '../key-fixtures.ts';

const key = keyOf();
const row = rowOf();

test('what a key in trouble needs is asked for in the dialog that is there for it', () => {
  expect(dialogFor('restore-backup', key, row)).toEqual({ is: 'restore' });
  expect(dialogFor('add-from-file', key, row)).toEqual({ is: 'add' });
  expect(dialogFor('import-again', key, row)).toEqual({ is: 'send', key });
  expect(dialogFor('dismiss', key, row)).toEqual({ is: 'dismiss', key });
  expect(dialogFor('delete', key, row)).toEqual({ is: 'delete', key, row });
});

test('what changes nothing that cannot be changed back is done without asking', () => {
  expect(dialogFor('try-again', key, row)).toBeNull();
  expect(dialogFor('keep', key, row)).toBeNull();
});
