/** The record of a launch that a person keeps. */
export const launchReportWords = {} as const;
