/** `ssh-… base64` of `ssh-… base64 comment`: the comment is anyone's. Null where these are not two words. */
export function withoutComment(publicKey: string): string | null {
  const [type = '', base64 = ''] = publicKey.trim().split(/\s+/);
  return type === '' || base64 === '' ? null : `${type} ${base64}`;
}
