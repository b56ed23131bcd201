/** Drills of practice: a zone lost, no capacity, no network. */
export const drillsWords = {} as const;
