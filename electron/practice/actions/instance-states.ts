import type { Actions } from '../action.ts';

export const instanceStatesActions: Actions = {};
