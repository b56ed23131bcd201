/** What was found out before anything is created. */
export const preflightWords = {} as const;
