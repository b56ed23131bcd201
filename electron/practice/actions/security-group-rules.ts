import type { Actions } from '../action.ts';

export const securityGroupRulesActions: Actions = {};
