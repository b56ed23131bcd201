import type { CustomScheme, Protocol } from 'electron';
import type { SchemeHandler } from '../chromium/requests.ts';
import { app } from './app.ts';
import { refuse, refuseTheRest } from './refused.ts';

/** Who answers a scheme's requests. */
export const schemes = new Map<string, SchemeHandler>();

const privileges = new Map<string, CustomScheme['privileges']>();

export const protocol = refuseTheRest('protocol', {
  registerSchemesAsPrivileged: (customSchemes: CustomScheme[]) => {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const custom of customSchemes) privileges.set(custom.scheme, custom.privileges);
  },
  // Electron's own rule: before ready there is no session to register with.
  handle: (scheme: string, handler: SchemeHandler) => {
    if (!app.isReady()) throw new Error('protocol.handle: the app is not ready yet');
    const granted = privileges.get(scheme);
    // The host shows pages as https, so anything less would behave better here than in Electron.
    if (!granted?.standard || !granted.secure) {
      refuse(`protocol.handle('${scheme}') for a scheme not registered as standard and secure`);
    }
    if (schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    schemes.set(scheme, handler);
  },
  unhandle: (scheme: string) => void schemes.delete(scheme),
  isProtocolHandled: (scheme: string) => schemes.has(scheme),
} satisfies Partial<Protocol>);
