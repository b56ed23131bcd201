import type { Actions } from '../action.ts';

export const internetGatewaysActions: Actions = {};
