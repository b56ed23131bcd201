export const ADDRESS_FAMILIES = ['ipv4', 'ipv6'] as const;
export type AddressFamily = (typeof ADDRESS_FAMILIES)[number];

/**
 * How much of the public Internet is let in, from the widest: `internet` is at least 99 % of it, `wide` more than 65,536
 * addresses (IPv6: 2^96), `restricted` is somebody, `none` is nobody.
 */
export const EXPOSURES = ['internet', 'wide', 'restricted', 'none'] as const;
export type Exposure = (typeof EXPOSURES)[number];
