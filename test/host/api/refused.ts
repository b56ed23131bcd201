/** What the host cannot do fails by name: a test must never pass because nothing happened. */
export function refuse(what: string): never {
  throw new Error(`electron-host: ${what} is not supported by the stand-in host`);
}

/** Makes every name that `owner` and its prototypes do not have throw on reading, instead of being undefined. */
export function refuseTheRest<Owner extends object>(name: string, owner: Owner): Owner {
  const above: object = Object.getPrototypeOf(owner);
  const refusing = new Proxy(above, {
    get: (target, key, receiver): unknown =>
      isProbe(key) || Reflect.has(target, key)
        ? Reflect.get(target, key, receiver)
        : refuse(`${name}.${String(key)}`),
  });
  Object.setPrototypeOf(owner, refusing);
  return owner;
}

/** A whole module: it can be imported, but not used. */
export function refusedModule(name: string): object {
  return new Proxy(function () {}, {
    get: (target, key): unknown =>
      isProbe(key) || Reflect.has(target, key) ? Reflect.get(target, key) : refuse(`${name}.${String(key)}`),
    construct: () => refuse(`new ${name}`),
    apply: () => refuse(name),
  });
}

/** What the language, the inspector and `await` look up on anything. */
function isProbe(key: string | symbol): boolean {
  return typeof key === 'symbol' || ['then', 'toJSON', 'constructor', 'prototype'].includes(key);
}
