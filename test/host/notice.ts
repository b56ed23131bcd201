const said = new Set<string>();

/** One line on stderr that names the stand-in, so that nobody takes it for Electron. */
export function say(message: string): void {
  process.stderr.write(`[electron-host] ${message}\n`);
}

export function sayOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  say(message);
}

/** For what goes wrong without consequence: ELECTRON_HOST_DEBUG=1 shows it. */
export function debug(message: unknown): void {
  if (process.env['ELECTRON_HOST_DEBUG']) say(message instanceof Error ? message.message : String(message));
}
