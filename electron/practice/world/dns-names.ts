import { createHash } from 'node:crypto';

/** The domain that Amazon's name server gives to machines of a region: us-east-1 has one of its own. */
export function privateDomain(region: string): string {
  return region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
}

/** `172.31.0.9` → `ip-172-31-0-9.ec2.internal`. */
export function privateDnsName(region: string, address: string): string {
  return `ip-${address.replaceAll('.', '-')}.${privateDomain(region)}`;
}

/** `203.0.113.9` → `ec2-203-0-113-9.compute-1.amazonaws.com`; EC2 has it empty where the VPC has no DNS host names. */
export function publicDnsName(region: string, address: string): string {
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return `ec2-${address.replaceAll('.', '-')}.${domain}.amazonaws.com`;
}

/** The set of DHCP options that every VPC of the region has: no other can be made. */
export function dhcpOptionsIdOf(region: string): string {
  return `dopt-0${digestOf(`dhcp-options ${region}`)}`;
}

/** 16 hexadecimal digits that are the same for the same name in every account. */
export function digestOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}
