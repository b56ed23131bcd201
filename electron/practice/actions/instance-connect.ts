import type { JsonActions } from '../action.ts';

export const instanceConnectActions: JsonActions = {};
