import type { Actions } from '../action.ts';

export const instancesActions: Actions = {};
