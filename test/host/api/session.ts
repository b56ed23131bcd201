import type { Session } from 'electron';
import { browser } from '../browser.ts';
import { debug } from '../notice.ts';
import { refuse, refuseTheRest } from './refused.ts';

type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];

// Chromium's name for a permission, and Electron's.
const PERMISSIONS = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  camera: 'media',
  microphone: 'media',
  'display-capture': 'display-capture',
  'storage-access': 'storage-access',
  'window-management': 'window-management',
  'local-fonts': 'local-fonts',
  'idle-detection': 'idle-detection',
  'persistent-storage': 'persistent-storage',
} as const;

let check: CheckHandler = null;
let request: RequestHandler = null;

/** Handlers are asked once for each permission, not each time a page asks: without a clear yes, it is denied. */
export const defaultSession = refuseTheRest('session', {
  setPermissionCheckHandler: (handler: CheckHandler) => {
    check = handler;
    applyPermissions().catch(debug);
  },
  setPermissionRequestHandler: (handler: RequestHandler) => {
    request = handler;
    applyPermissions().catch(debug);
  },
  // Chromium here has no devices to offer, and capture is denied above.
  setDevicePermissionHandler: () => {},
  setDisplayMediaRequestHandler: () => {},
  setSpellCheckerEnabled: () => {},
} satisfies Partial<Session>);

export const session = refuseTheRest('session', {
  defaultSession,
  fromPartition: () => refuse('session.fromPartition'),
});

export async function applyPermissions(): Promise<void> {
  const chromium = browser();
  const settings = Object.entries(PERMISSIONS).map(async ([name, electronName]) => {
    const setting = isGranted(electronName) ? 'granted' : 'denied';
    await chromium?.cdp.send('Browser.setPermission', { permission: { name }, setting });
  });
  await Promise.all(settings);
}

function isGranted(permission: (typeof PERMISSIONS)[keyof typeof PERMISSIONS]): boolean {
  const details = { isMainFrame: true, requestingUrl: '' };
  if (check?.(null, permission, '', details) !== true) return false;
  let isAllowed = request === null;
  const answer = (isGiven: boolean) => (isAllowed = isGiven);
  // There are no contents to name yet; a handler that decides by permission has no interest in them.
  if (request) Reflect.apply(request, undefined, [null, permission, answer, details]);
  return isAllowed;
}
