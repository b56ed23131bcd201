import type { Actions } from '../action.ts';

export const passwordsActions: Actions = {};
