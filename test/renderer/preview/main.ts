import { SCENARIOS, createFakeKeyport } from '../fake-keyport.ts';

// The screen on a bridge in memory: `?scenario=…` chooses what goes wrong.
const asked = new URLSearchParams(window.location.search).get('scenario');
const scenario = SCENARIOS.find((name) => name === asked) ?? 'fine';
Object.assign(window, { keyport: createFakeKeyport(scenario) });
await import('../../../renderer/main.tsx');
