/** The lines of a launch and of its undoing, and what is running now. */
export const launchWords = {
  lines: {
    keyPair: (name: string) => `Key pair “${name}”`,
    keychain: 'Private key in your keychain, read back and proved',
    securityGroup: (name: string) => `Security group “${name}”`,
    rules: 'Firewall rules',
    instance: (zoneName: string) => `Instance in ${zoneName}`,
    undoInstance: (instanceId: string) => `Terminate ${instanceId}`,
    undoSecurityGroup: (groupId: string) => `Delete security group ${groupId}`,
    undoKeyPair: (name: string) => `Delete key pair “${name}” in AWS`,
  },
  running: {
    nothing: 'Nothing is running and nothing costs money.',
    instances: (count: number) =>
      count === 1
        ? 'One instance is running and costs money.'
        : `${count} instances are running and cost money.`,
    unknown: 'An instance may be running: Keyport could not find out.',
  },
} as const;
