import type { Actions } from '../action.ts';

export const volumesActions: Actions = {};
