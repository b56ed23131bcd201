import { app, type Session, type WebContents } from 'electron';

/** No page of this app gets a permission of the system: no camera, no notifications, no clipboard, no devices. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

/** Whatever comes to life in this app stays where it is: no navigation, no new window, no embedded page. */
export function refuseNavigation(): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents));
}

function lockDown(contents: WebContents): void {
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
    contents.on(event as 'will-navigate', (navigation) => {
      // A page that loads itself again goes nowhere; the development server does that.
      if (navigation.url !== contents.getURL()) navigation.preventDefault();
    });
  }
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
