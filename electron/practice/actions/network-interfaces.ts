import type { Actions } from '../action.ts';

export const networkInterfacesActions: Actions = {};
