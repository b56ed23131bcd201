/** Until when a command waits for a launch. */
export const WAITS = ['running', 'checks', 'port'] as const;
export type Wait = (typeof WAITS)[number];
