import type { Actions } from '../action.ts';

export const accountActions: Actions = {};
