import type { Actions } from '../action.ts';

export const networkAclsActions: Actions = {};
