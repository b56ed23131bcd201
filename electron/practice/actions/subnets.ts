import type { Actions } from '../action.ts';

export const subnetsActions: Actions = {};
