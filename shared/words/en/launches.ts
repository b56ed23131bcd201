/** The screen of all launches, and what is done with one. */
export const launchesWords = {} as const;
