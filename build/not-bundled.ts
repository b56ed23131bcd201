import { builtinModules } from 'node:module';

/** The one package that cannot be bundled: it finds its native half beside its own file. */
export const nativePackage = '@napi-rs/keyring';

/** What the main process asks for at run time instead of carrying it in its bundle. */
export const notBundled: readonly string[] = [
  'electron',
  'electron/main',
  'electron/common',
  nativePackage,
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
];
