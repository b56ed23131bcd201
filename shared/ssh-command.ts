/**
 * The command that hands the private key from the Secret Service (Linux) to the running ssh agent, which forgets it
 * after eight hours. No file is written. The account has no apostrophe (EC2 allows none in a key's name), so the quotes hold.
 */
export function loadKeyCommand(keychainAccount: string): string {
  if (keychainAccount.includes("'")) throw new Error(`not a keychain account: ${keychainAccount}`);
  return `secret-tool lookup service keyport username '${keychainAccount}' | ssh-add -t 8h -`;
}

/**
 * The command that logs in to one instance. The key itself stays in the keychain, so the command names none:
 * ssh asks the running agent for it. Arguments come from AWS and the catalogue; anything that a shell could
 * read as more than a word is refused.
 */
export function sshCommand(login: { readonly loginUser: string; readonly address: string }): string {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(login.loginUser)) {
    throw new Error(`not a login user: ${login.loginUser}`);
  }
  if (!/^[0-9A-Fa-f.:]{3,45}$/.test(login.address)) throw new Error(`not an address: ${login.address}`);
  return `ssh ${login.loginUser}@${login.address}`;
}
