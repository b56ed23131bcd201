import type { Actions } from '../action.ts';

export const regionsActions: Actions = {};
