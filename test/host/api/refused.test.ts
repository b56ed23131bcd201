import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { refusedModule, refuseTheRest } from './refused.ts';

test('a name that was not written throws by name, a written one answers', () => {
  const shell = refuseTheRest('shell', { open: () => 'opened' });

  expect(shell.open()).toBe('opened');
  expect(() => Reflect.get(shell, 'trashItem')).toThrow('shell.trashItem is not supported');
});

test('a class keeps its private parts, its parent and its refusals', () => {
  class Parent {
    inherited(): string {
      return 'inherited';
    }
  }
  class Child extends Parent {
    readonly #secret = 'secret';
    reveal(): string {
      return this.#secret;
    }
  }
  refuseTheRest('Child', Child.prototype);
  const child = new Child();

  expect([child.reveal(), child.inherited()]).toEqual(['secret', 'inherited']);
  expect(() => Reflect.get(child, 'other')).toThrow('Child.other is not supported');
});

test('a test may put its own function in place of one, or of one that is refused', () => {
  const dialog = refuseTheRest('dialog', { show: (): string => 'shown' });

  dialog.show = () => 'replaced';
  Reflect.set(dialog, 'ask', () => 'asked');

  expect([dialog.show(), Reflect.apply(Reflect.get(dialog, 'ask'), dialog, [])]).toEqual([
    'replaced',
    'asked',
  ]);
});

test('a module that is not there can be awaited and printed, but neither called, made nor read', async () => {
  const Tray = refusedModule('Tray');

  expect(await Promise.resolve(Tray)).toBe(Tray);
  expect(() => inspect(Tray)).not.toThrow();
  expect(() => Reflect.construct(Object(Tray), [])).toThrow('new Tray is not supported');
  expect(() => Reflect.apply(Object(Tray), undefined, [])).toThrow('Tray is not supported');
  expect(() => Reflect.get(Tray, 'create')).toThrow('Tray.create is not supported');
});
