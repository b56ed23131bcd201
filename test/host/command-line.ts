import type { CommandLine } from 'electron';
import { parseArguments } from './args.ts';

// Read before register.ts reshapes process.argv: [node, start.ts, ...what Electron would have been given].
export const hostArguments = parseArguments(process.argv.slice(2));

/** Switches the app appended for Chromium, in order. */
export const appended: [name: string, value: string][] = [];

const switches = new Map(hostArguments.switches);

export const commandLine = {
  appendSwitch: (name: string, value = '') => {
    switches.set(name, value);
    appended.push([name, value]);
  },
  hasSwitch: (name: string) => switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? '',
  removeSwitch: (name: string) => void switches.delete(name),
} satisfies Partial<CommandLine>;
