import type { Actions } from '../action.ts';

export const keyPairsActions: Actions = {};
