export const findingWords = {} as const;
