import type { JsonActions } from '../action.ts';

export const pricesActions: JsonActions = {};
