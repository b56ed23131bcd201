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
