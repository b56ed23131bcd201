/** What befell a key on its way into an ssh agent, where the catalogue of problems says too little. */
export const agentWords = {
  otherValue: (name: string) =>
    `What the keychain gave back is not the private half of key “${name}”. No agent was opened, and nothing was changed.`,
} as const;
