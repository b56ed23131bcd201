import type { JsonActions } from '../action.ts';

export const parametersActions: JsonActions = {};
