import type { JsonActions } from '../action.ts';

export const freeTierActions: JsonActions = {};
