import type { Actions } from '../action.ts';

export const securityGroupsActions: Actions = {};
