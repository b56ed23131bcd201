/** The one question that stands before the screen. */
export type GroupsDialog = { readonly is: 'report' };
