/** The frame around every screen. */
export const appWords = {
  title: 'Keyport',
  details: 'Details',
  requestId: (id: string) => `AWS request id: ${id}`,
} as const;
