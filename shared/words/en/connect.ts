export const connectWords = {
  open: 'Connect',
  openFor: (zone: string) => `Connect to the machine in ${zone}`,
  title: (zone: string, id: string) => `Connect: ${zone} (${id})`,
  close: 'Close',
  tabs: { logIn: 'Log in' },
} as const;
