import { expect, test } from 'vitest';
import { launchRecordSchema } from '../../../../electron/launch/record/launch-record.ts';
import { MACHINE, RECORD, withMachine } from '../record-fixture.ts';

test('a record of a time before the checks of a machine were kept is read, and nothing is known of them', () => {
  const record = withMachine(RECORD, MACHINE);
  const { checks: _checks, ...old } = MACHINE;
  const read = launchRecordSchema.parse({ ...record, machines: [old] });
  expect(read.machines).toEqual([{ ...MACHINE, checks: null }]);
});
