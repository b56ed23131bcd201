import { assertNever } from '../../../shared/assert-never.ts';
import type { Channel, Returned } from './channel.ts';

/** A value on its way between worlds: functions and promises travel as numbers, the rest as copies. */
export type Packed =
  | { readonly as: 'value'; readonly value: unknown }
  | { readonly as: 'function'; readonly index: number }
  | { readonly as: 'promise'; readonly index: number }
  | { readonly as: 'list'; readonly items: readonly Packed[] }
  | { readonly as: 'object'; readonly entries: readonly (readonly [string, Packed])[] }
  | { readonly as: 'error'; readonly message: string };

export interface Wiring {
  readonly pack: (value: unknown) => Packed;
  readonly unpack: (packed: Packed, isFrozen?: boolean) => unknown;
}

type Callable = (...args: unknown[]) => unknown;

/** Both worlds run this over their end of the channel. */
export function wire({ ask, on }: Channel): Wiring {
  const functions: Callable[] = [];
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let promises = 0;

  const pack = (value: unknown, depth = 0): Packed => {
    if (depth > 1000) throw new TypeError('Electron contextBridge recursion depth exceeded');
    if (isCallable(value)) return { as: 'function', index: indexOf(value) };
    if (typeof value === 'symbol') throw new TypeError('symbols cannot cross the context bridge');
    if (value === null || typeof value !== 'object') return { as: 'value', value };
    if (value instanceof Promise) return packPromise(value);
    if (value instanceof Error) return { as: 'error', message: value.message };
    if (Array.isArray(value)) return { as: 'list', items: value.map((item) => pack(item, depth + 1)) };
    if (!isPlain(value)) return { as: 'value', value };
    return {
      as: 'object',
      entries: Object.entries(value).map(([key, item]) => [key, pack(item, depth + 1)]),
    };
  };

  const packPromise = (promise: Promise<unknown>): Packed => {
    promises += 1;
    const index = promises;
    promise.then(
      (value) => ask('settled', { index, outcome: pack(value), isRejected: false }),
      (error: unknown) => ask('settled', { index, outcome: asError(error), isRejected: true }),
    );
    return { as: 'promise', index };
  };

  const indexOf = (value: Callable): number => {
    const known = functions.indexOf(value);
    return known < 0 ? functions.push(value) - 1 : known;
  };

  const unpack = (packed: Packed, isFrozen = false): unknown => {
    const kept = <Value extends object>(value: Value): Value => (isFrozen ? Object.freeze(value) : value);
    switch (packed.as) {
      case 'value':
        return packed.value;
      case 'error':
        return new Error(packed.message);
      case 'list':
        return kept(packed.items.map((item) => unpack(item, isFrozen)));
      case 'function':
        return kept((...args: unknown[]) => call(packed.index, args));
      case 'promise': {
        const settling = Promise.withResolvers();
        waiting.set(packed.index, settling);
        return settling.promise;
      }
      case 'object': {
        const object = {};
        for (const [key, item] of packed.entries) {
          const value = unpack(item, isFrozen);
          Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
        }
        return kept(object);
      }
      default:
        return assertNever(packed);
    }
  };

  const call = (index: number, args: readonly unknown[]): unknown => {
    const returned = ask('call', { index, args: args.map((arg) => pack(arg)) });
    // After document.open() nobody listens any more.
    if (!returned) throw new Error('context bridge is gone');
    if (!returned.ok) throw new Error(returned.message);
    return unpack(returned.value);
  };

  on('call', ({ index, args }): Returned => {
    const target = functions[index];
    try {
      return { ok: true, value: pack(target?.(...args.map((arg) => unpack(arg)))) };
    } catch (error) {
      return { ok: false, message: messageOf(error) };
    }
  });
  on('settled', ({ index, outcome, isRejected }) => {
    const settling = waiting.get(index);
    waiting.delete(index);
    if (isRejected) settling?.reject(unpack(outcome));
    else settling?.resolve(unpack(outcome));
  });
  return { pack, unpack };
}

export function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

export function asError(error: unknown): Packed {
  return { as: 'error', message: messageOf(error) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Date, Map, typed arrays and the like are cloned whole by Chromium. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
