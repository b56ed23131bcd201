/** What of an IpPermission says whom it lets in; as EC2, the SDK and boto3 name it. */
export type Permission = {
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly IpRanges?: readonly { readonly CidrIp?: string | undefined }[] | undefined;
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6?: string | undefined }[] | undefined;
};

/** Whether the address may come in to this TCP port, by its own arithmetic: nothing of the product's is used. */
export function letsIn(permissions: readonly Permission[], port: number, address: string): boolean {
  return permissions.some((permission) => {
    if (permission.IpProtocol !== '-1') {
      if (permission.IpProtocol !== 'tcp' && permission.IpProtocol !== '6') return false;
      if (port < (permission.FromPort ?? 0) || port > (permission.ToPort ?? 65_535)) return false;
    }
    const cidrs = [
      ...(permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp ?? ''),
      ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6 ?? ''),
    ];
    return cidrs.some((cidr) => contains(cidr, address));
  });
}

function contains(cidr: string, address: string): boolean {
  const [network = '', length = ''] = cidr.split('/');
  if (network.includes(':') !== address.includes(':')) return false;
  const bits = network.includes(':') ? 128 : 32;
  const shift = BigInt(bits - Number(length));
  return numberOf(network) >> shift === numberOf(address) >> shift;
}

function numberOf(address: string): bigint {
  if (!address.includes(':')) {
    return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }
  const [head = '', tail = ''] = address.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':'));
  const zeros = Array.from({ length: 8 - words(head).length - words(tail).length }, () => '0');
  const all = address.includes('::') ? [...words(head), ...zeros, ...words(tail)] : words(address);
  return all.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
}
