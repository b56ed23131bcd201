import type { Actions } from '../action.ts';

export const prefixListsActions: Actions = {};
