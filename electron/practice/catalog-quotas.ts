/** A quota of EC2 on running On-Demand vCPUs: `code` as AWS's Service Quotas has it. */
export type VcpuQuota = {
  readonly code: string;
  readonly name: string;
  /** What AWS gives a new account by its own documentation. */
  readonly awsDefault: number;
  /** What the practice account has: few, as a newcomer's. */
  readonly applied: number;
  /** The letters of the families that count against it. */
  readonly families: readonly string[];
};

export const VCPU_QUOTAS = [
  {
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    awsDefault: 5,
    applied: 32,
    families: ['a', 'c', 'd', 'h', 'i', 'im', 'is', 'm', 'r', 't', 'z'],
  },
  {
    code: 'L-DB2E81BA',
    name: 'Running On-Demand G and VT instances',
    awsDefault: 0,
    applied: 4,
    families: ['g', 'gr', 'vt'],
  },
  {
    code: 'L-417A185B',
    name: 'Running On-Demand P instances',
    awsDefault: 0,
    applied: 0,
    families: ['p'],
  },
  {
    code: 'L-7295265B',
    name: 'Running On-Demand X instances',
    awsDefault: 0,
    applied: 0,
    families: ['x'],
  },
  {
    code: 'L-74FC7D96',
    name: 'Running On-Demand F instances',
    awsDefault: 0,
    applied: 0,
    families: ['f'],
  },
  {
    code: 'L-1945791B',
    name: 'Running On-Demand Inf instances',
    awsDefault: 0,
    applied: 0,
    families: ['inf'],
  },
  {
    code: 'L-2C3B7624',
    name: 'Running On-Demand Trn instances',
    awsDefault: 0,
    applied: 0,
    families: ['trn'],
  },
  {
    code: 'L-43DA4232',
    name: 'Running On-Demand High Memory instances',
    awsDefault: 0,
    applied: 0,
    families: ['u'],
  },
  {
    code: 'L-6E869C2A',
    name: 'Running On-Demand DL instances',
    awsDefault: 0,
    applied: 0,
    families: ['dl'],
  },
  {
    code: 'L-F7808C92',
    name: 'Running On-Demand HPC instances',
    awsDefault: 0,
    applied: 0,
    families: ['hpc'],
  },
] as const satisfies readonly VcpuQuota[];

/** Of Amazon VPC, in each region: AWS's defaults, which the practice account has. */
export const NETWORK_QUOTAS = [
  quota('L-F678F1CE', 'VPCs per Region', 5),
  quota('L-E79EC296', 'VPC security groups per Region', 2_500),
  quota('L-0EA8095F', 'Inbound or outbound rules per security group', 60),
  quota('L-2AFB9258', 'Security groups per network interface', 5),
] as const;

function quota(code: string, name: string, value: number) {
  return { code, name, awsDefault: value, applied: value };
}

export type QuotaCode = (typeof VCPU_QUOTAS)[number]['code'];

/** The quota that vCPUs of this type count against; null for Mac, which AWS counts by host. */
export function quotaCodeOf(instanceType: string): QuotaCode | null {
  const family = /^[a-z]+/.exec(instanceType)?.[0] ?? '';
  return VCPU_QUOTAS.find(({ families }) => families.some((name) => name === family))?.code ?? null;
}
