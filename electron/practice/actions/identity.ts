import type { Actions } from '../action.ts';

export const identityActions: Actions = {};
