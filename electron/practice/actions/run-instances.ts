import type { Actions } from '../action.ts';

export const runInstancesActions: Actions = {};
