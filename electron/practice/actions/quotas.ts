import type { JsonActions } from '../action.ts';

export const quotasActions: JsonActions = {};
