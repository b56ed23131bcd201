/** Launches on the command line. */
export const cliLaunchWords = {} as const;
