import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

/** What a packaged Keyport's Electron may do. A fuse that a later Electron adds fails the build until it stands here. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Else any script could run as Node under Keyport's signature, and read its keychain entries.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Keyport has no cookies; encrypting none would only ask for the keychain once more.
  [FuseV1Options.EnableCookieEncryption]: false,
  // Takes effect on macOS and Windows; Linux has no such check.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://, never from file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config;
