// What ipcRenderer.invoke can carry, as JSON text. Plain values stand for themselves, everything else is [tag, ...].
// The functions' text also runs in the page (see bridge/scripts.ts), so each uses only its arguments, its neighbours and globals.

type Seen = Map<object, number>;

/** Throws as structured clone does for what cannot be copied. */
export function encode(value: unknown): string {
  return JSON.stringify(pack(value, new Map()));
}

export function decode(text: string): unknown {
  return unpack(JSON.parse(text), []);
}

export function pack(value: unknown, seen: Seen): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return packNumber(value);
    case 'undefined':
      return ['u'];
    case 'bigint':
      return ['b', String(value)];
    case 'object':
      return value === null ? null : packObject(value, seen);
    case 'function':
    case 'symbol':
      throw new Error('An object could not be cloned.');
  }
}

export function packNumber(value: number): unknown {
  if (Object.is(value, -0)) return ['n', '-0'];
  return Number.isFinite(value) ? value : ['n', String(value)];
}

export function packObject(value: object, seen: Seen): unknown {
  const known = seen.get(value);
  if (known !== undefined) return ['r', known];
  seen.set(value, seen.size);
  if (Array.isArray(value)) return ['a', ...Array.from(value, (item) => pack(item, seen))];
  if (value instanceof Date) return ['d', value.getTime()];
  if (value instanceof RegExp) return ['x', value.source, value.flags];
  if (value instanceof Map)
    return ['m', ...Array.from(value, ([key, item]) => [pack(key, seen), pack(item, seen)])];
  if (value instanceof Set) return ['s', ...Array.from(value, (item) => pack(item, seen))];
  if (value instanceof Error) return ['e', value.name, value.message, value.stack];
  if (value instanceof ArrayBuffer) return ['t', 'ArrayBuffer', toBase64(new Uint8Array(value))];
  if (ArrayBuffer.isView(value)) {
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    return ['t', kind, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
  }
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
    throw new Error('An object could not be cloned.');
  }
  return ['o', ...Object.entries(value).map(([key, item]) => [key, pack(item, seen)])];
}

export function unpack(packed: unknown, known: unknown[]): unknown {
  if (!Array.isArray(packed)) return packed;
  const [tag, ...parts] = asList(packed);
  switch (tag) {
    case 'n':
      return Number(parts[0]);
    case 'u':
      return undefined;
    case 'b':
      return BigInt(String(parts[0]));
    case 'r':
      return known[Number(parts[0])];
    default:
      return unpackObject(tag, parts, known);
  }
}

// An object is known before its parts are read, so that a part may point back at it.
export function unpackObject(tag: unknown, parts: readonly unknown[], known: unknown[]): unknown {
  const keep = <Kept>(value: Kept): Kept => {
    known.push(value);
    return value;
  };
  switch (tag) {
    case 'a': {
      const list = keep<unknown[]>([]);
      for (const part of parts) list.push(unpack(part, known));
      return list;
    }
    case 'd':
      return keep(new Date(Number(parts[0] ?? NaN)));
    case 'x':
      return keep(new RegExp(String(parts[0]), String(parts[1])));
    case 'm': {
      const map = keep(new Map<unknown, unknown>());
      for (const part of parts) {
        const [key, value] = asList(part);
        map.set(unpack(key, known), unpack(value, known));
      }
      return map;
    }
    case 's': {
      const set = keep(new Set<unknown>());
      for (const part of parts) set.add(unpack(part, known));
      return set;
    }
    case 'e':
      return keep(unpackError(parts));
    case 't':
      return keep(fromBase64(String(parts[0]), String(parts[1])));
    case 'o': {
      const object = keep({});
      // Defined, not assigned: `__proto__` is a key like any other.
      for (const part of parts) {
        const [key, packed] = asList(part);
        const value = unpack(packed, known);
        Object.defineProperty(object, String(key), {
          value,
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return object;
    }
    default:
      throw new Error(`unknown tag: ${String(tag)}`);
  }
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function unpackError([name, message, stack]: readonly unknown[]): Error {
  const error = new Error(String(message));
  error.name = String(name);
  if (typeof stack === 'string') error.stack = stack;
  return error;
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // A call takes a limited number of arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export function fromBase64(kind: string, text: string): unknown {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (kind === 'ArrayBuffer') return bytes.buffer;
  const Kind: new (buffer: ArrayBuffer) => unknown = Reflect.get(globalThis, kind);
  return new Kind(bytes.buffer);
}
