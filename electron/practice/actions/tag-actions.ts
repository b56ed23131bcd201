import type { Actions } from '../action.ts';

export const tagActions: Actions = {};
