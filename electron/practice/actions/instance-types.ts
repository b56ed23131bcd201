import type { Actions } from '../action.ts';

export const instanceTypesActions: Actions = {};
