import type { Actions } from '../action.ts';

export const instanceAttributesActions: Actions = {};
