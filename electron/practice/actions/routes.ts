import type { Actions } from '../action.ts';

export const routesActions: Actions = {};
