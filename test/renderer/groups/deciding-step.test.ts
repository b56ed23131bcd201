import { expect, test } from 'vitest';
import { decidingStep } from '../../../renderer/groups/deciding-step.ts';
import type { ReachStep, ReachVerdict } from '../../../shared/reachability.ts';

const ask = { from: '203.0.113.7', protocol: 'tcp', port: 22, instanceId: 'i-0123456789abcdef0' } as const;

function step(name: ReachStep['step'], verdict: ReachVerdict): ReachStep {
  return { step: name, verdict, sentence: '', because: [] };
}

function deciding(verdict: ReachVerdict, ...steps: readonly ReachStep[]) {
  return decidingStep({ ask, verdict, sentence: '', steps })?.step;
}

test('the first step that stops the packet decides, whatever else is not known before it', () => {
  expect(
    deciding('no', step('machine', 'yes'), step('route', 'unknown'), step('acl', 'no'), step('group', 'no')),
  ).toBe('acl');
});

test('where nothing stops it, the first that nobody can tell decides', () => {
  expect(deciding('unknown', step('machine', 'yes'), step('acl', 'unknown'), step('group', 'unknown'))).toBe(
    'acl',
  );
});

test('where all let it pass, the last one lets it in', () => {
  expect(deciding('yes', step('machine', 'yes'), step('group', 'yes'))).toBe('group');
});

test('where there is no step, none decides', () => {
  expect(deciding('no')).toBeUndefined();
  expect(deciding('yes')).toBeUndefined();
});
