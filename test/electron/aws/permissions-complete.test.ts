import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ACTS } from '../../../electron/aws/permission-acts.ts';
import { READS } from '../../../electron/aws/permission-reads.ts';
import { NEEDS_NO_PERMISSION, PERMISSION_ACTIONS } from '../../../shared/permissions.ts';

const ELECTRON = path.resolve(import.meta.dirname, '../../../electron');

/** How policies call the service of an SDK package, and those that Keyport asks without one. */
const SERVICES: Readonly<Record<string, string>> = {
  'client-ec2': 'ec2',
  'client-ssm': 'ssm',
  'client-sts': 'sts',
  'client-pricing': 'pricing',
  'client-service-quotas': 'servicequotas',
  'client-ec2-instance-connect': 'ec2-instance-connect',
  'client-iam': 'iam',
  freeTier: 'freetier',
  kms: 'kms',
};

/** Every action that the sources send, as a policy names it. */
function actionsSent(text: string): readonly string[] {
  const imports = [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/([\w-]+)'/gu)];
  const commands = imports.flatMap(([, names = '', pack = '']) =>
    [...names.matchAll(/\b(\w+)Command\b/gu)].map(([, name]) => `${SERVICES[pack] ?? pack}:${name}`),
  );
  const asked = [...text.matchAll(/\b(freeTier|kms)\.ask\(\s*'(\w+)'/gu)];
  return [...commands, ...asked.map(([, service = '', name]) => `${SERVICES[service]}:${name}`)];
}

const sources = fs
  .readdirSync(ELECTRON, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('practice') && !/permission-/u.test(file))
  .map((file) => fs.readFileSync(path.join(ELECTRON, file), 'utf8'));
const sent = new Set(sources.flatMap(actionsSent));

test('every action that Keyport sends is on the page of permissions', () => {
  expect(sent.size).toBeGreaterThan(40);
  const listed = new Set<string>([...PERMISSION_ACTIONS, ...NEEDS_NO_PERMISSION]);
  expect([...sent].filter((action) => !listed.has(action))).toEqual([]);
});

test('every action on the page is one that Keyport sends, or comes with one', () => {
  expect(PERMISSION_ACTIONS.filter((action) => !sent.has(action))).toEqual(['ec2:CreateTags']);
});

test('every action on the page is tried in one way, or comes with one that is', () => {
  const tried = [...Object.keys(ACTS), ...Object.keys(READS), 'ec2:CreateTags'];
  expect(tried.toSorted()).toEqual([...PERMISSION_ACTIONS].toSorted());
});
