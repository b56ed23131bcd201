import type { Vpc } from './state.ts';

/** `ip-172-31-0-5.ec2.internal`: the name by which machines of the VPC know this address. */
export function privateDnsName(region: string, privateIp: string): string {
  const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${dashed(privateIp)}.${domain}`;
}

/** The name that EC2 gives to a public address, where the VPC gives names; an empty text else, as EC2 says it. */
export function publicDnsName(region: string, publicIp: string | null, vpc: Vpc | undefined): string {
  if (publicIp === null || vpc?.hasDnsHostnames !== true) return '';
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return `ec2-${dashed(publicIp)}.${domain}.amazonaws.com`;
}

function dashed(address: string): string {
  return address.replaceAll('.', '-');
}
