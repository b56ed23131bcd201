/** Twenty-four hours, in milliseconds: no calendar day, which may have one hour more or less. */
export const DAY_MS = 86_400_000;
