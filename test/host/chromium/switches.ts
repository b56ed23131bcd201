const BASE: readonly string[] = [
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-breakpad',
  // Not --disable-crashpad-for-testing: Chromium 156 then crashes in its network service ("FD ownership violation").
  '--disable-domain-reliability',
  '--no-pings',
  '--disable-search-engine-choice-screen',
  '--no-service-autorun',
  '--metrics-recording-only',
  '--disable-features=Translate,OptimizationHints,MediaRouter,GlobalMediaControls,AutofillServerCommunication',
  // The second lock behind request interception: an app's URL must never reach DNS.
  '--host-resolver-rules=MAP *.invalid ~NOTFOUND',
  // Chromium must never touch the person's keyring.
  '--password-store=basic',
];

// What decides where Chromium keeps its files, what it may reach and who drives it is not the app's to change.
const OWNED =
  /^(user-data-dir|remote-debugging-.*|remote-allow-origins|no-sandbox|test-type|app|headless|load-extension|disable-web-security|host-resolver-rules|host-rules|password-store|proxy-.*)$/;
const LISTS = /^(dis|en)able-features$/;

export type Switches = readonly (readonly [name: string, value: string])[];

/** Chromium's switches: ours, then the app's, without those that are not the app's to set. */
export function chromiumSwitches(appended: Switches): string[] {
  return mergeSwitches(BASE, appended);
}

/** Chromium takes only the last --disable-features and --enable-features, so these lists are joined. */
export function mergeSwitches(base: readonly string[], appended: Switches): string[] {
  const merged = new Map(base.map(split));
  for (const [name, value] of appended) {
    if (OWNED.test(name)) continue;
    const before = merged.get(name);
    merged.set(name, LISTS.test(name) && before ? `${before},${value}` : value);
  }
  return [...merged].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}

function split(text: string): readonly [string, string] {
  const [, name = text, value = ''] = /^--([^=]+)=?(.*)$/s.exec(text) ?? [];
  return [name, value];
}
