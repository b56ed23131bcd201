import type { Actions } from '../action.ts';

export const launchTemplatesActions: Actions = {};
