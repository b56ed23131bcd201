import type { Actions } from '../action.ts';

export const vpcsActions: Actions = {};
