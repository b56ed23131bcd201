import { describe, expect, test } from 'vitest';
import { machineOptions, meOptions } from '../../../renderer/groups/question-options.ts';
import { askingAbout, changeField, typeSentence } from '../../../renderer/groups/question-state.ts';
import type { ReviewedMachine } from '../../../shared/security-group/reviewed-group.ts';

const MY = { ipv4: '198.51.100.9', ipv6: null };
const web = machine('i-0123456789abcdef0', 'web-1');
const machines = [web, machine('i-0123456789abcdef1', null), machine('i-0123456789abcdef2', 'twin')];

function machine(instanceId: string, name: string | null): ReviewedMachine {
  return { instanceId, name, state: 'running', publicIpv4: ['52.28.1.20'], ipv6: [] };
}

describe('the fields make the sentence', () => {
  test('and begin with the question that most have', () => {
    expect(askingAbout(web.instanceId, machines).sentence).toBe('Can I reach port 22 of web-1?');
  });

  test('whatever is changed', () => {
    const first = askingAbout(null, machines);

    expect(first.sentence).toBe('Can I reach port 22 of …?');
    expect(changeField(first, { who: ' 203.0.113.7 ' }, machines).sentence).toBe(
      'Can 203.0.113.7 reach port 22 of …?',
    );
    expect(changeField(first, { port: '', who: '' }, machines).sentence).toBe('Can … reach port … of …?');
    expect(changeField(first, { machineId: 'i-0123456789abcdef1' }, machines).sentence).toBe(
      'Can I reach port 22 of i-0123456789abcdef1?',
    );
  });

  test('and where two machines have one name, its id is said', () => {
    const twins = [...machines, machine('i-0123456789abcdef3', 'twin')];

    expect(askingAbout('i-0123456789abcdef3', twins).sentence).toBe(
      'Can I reach port 22 of i-0123456789abcdef3?',
    );
  });
});

describe('the sentence makes the fields', () => {
  test('where it can be read', () => {
    const typed = typeSentence(
      askingAbout(null, machines),
      'can 203.0.113.7 reach port 443 of web-1?',
      machines,
      MY,
    );

    expect(typed).toMatchObject({ who: '203.0.113.7', port: '443', machineId: web.instanceId });
    expect(typed.sentence).toBe('can 203.0.113.7 reach port 443 of web-1?');
  });

  test('and half of one leaves them as they were', () => {
    const before = askingAbout(web.instanceId, machines);

    expect(typeSentence(before, 'can 203.0.1', machines, MY)).toEqual({ ...before, sentence: 'can 203.0.1' });
  });

  test('every sentence that the fields make can be read', () => {
    for (const { instanceId } of machines) {
      const { sentence } = askingAbout(instanceId, machines);
      const typed = typeSentence(askingAbout(null, machines), sentence, machines, MY);

      expect(typed).toMatchObject({ who: '198.51.100.9', port: '22', machineId: instanceId });
    }
  });
});

test('“me” is offered with the address it stands for, and each family by itself', () => {
  expect(meOptions(null)).toEqual([]);
  expect(meOptions({ ipv4: null, ipv6: null })).toEqual([]);
  expect(meOptions(MY)).toEqual([{ value: 'me', label: 'me (198.51.100.9)' }]);
  expect(meOptions({ ipv4: null, ipv6: '2001:db8::9' })).toEqual([
    { value: 'me', label: 'me (2001:db8::9)' },
  ]);
  expect(meOptions({ ipv4: '198.51.100.9', ipv6: '2001:db8::9' }).map(({ value }) => value)).toEqual([
    'me',
    '2001:db8::9',
  ]);
});

test('a machine is found by its id and its address too', () => {
  expect(machineOptions([web])).toEqual([
    {
      value: web.instanceId,
      label: 'web-1',
      description: `${web.instanceId}, running, 52.28.1.20`,
      filteringTags: [web.instanceId, '52.28.1.20'],
    },
  ]);
});
