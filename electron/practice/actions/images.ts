import type { Actions } from '../action.ts';

export const imagesActions: Actions = {};
