import type { GroupRuleId, Level } from './group-finding.ts';
import { words } from '../words/en.ts';

/** What a rule of the catalogue stands on, for a report or a pipeline that names it without a group at hand. */
export type CatalogueEntry = {
  readonly id: GroupRuleId;
  readonly title: string;
  /** The worst that it can come to. */
  readonly base: Level;
  /** Controls of others that ask the same, each under its own name. */
  readonly references: readonly string[];
  readonly why: string;
};

/** Every rule, by its id. */
export const CATALOGUE: Readonly<Record<GroupRuleId, CatalogueEntry>> = {
  'SG-ALL': entry('SG-ALL', 'critical', [
    'CIS AWS 1.4–3.0: 5.2, 5.3',
    'CIS AWS 6.0–7.0: 6.3, 6.4',
    'Security Hub EC2.18, EC2.19',
    'Trusted Advisor: Security Groups – Specific Ports Unrestricted, Unrestricted Access',
    'Prowler ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
  ]),
  'SG-ADMIN': entry('SG-ADMIN', 'critical', [
    'CIS AWS 1.2: 4.1, 4.2',
    'CIS AWS 1.4: 5.2',
    'CIS AWS 1.5–3.0: 5.2 (IPv4), 5.3 (IPv6)',
    'CIS AWS 4.0–5.0: 5.3, 5.4',
    'CIS AWS 6.0–7.0: 6.3, 6.4',
    'Security Hub EC2.13, EC2.14, EC2.53 (IPv4), EC2.54 (IPv6)',
    'Trusted Advisor: Security Groups – Specific Ports Unrestricted',
    'Prowler ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22, …_3389',
  ]),
  'SG-RISK': entry('SG-RISK', 'critical', [
    'Security Hub EC2.19',
    'Trusted Advisor: Security Groups – Specific Ports Unrestricted',
    'CIS AWS 4.0–5.0: 5.1.2; 6.0–7.0: 6.1.2 (port 445)',
    'Prowler ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports',
  ]),
  'SG-PUBPORT': entry('SG-PUBPORT', 'medium', [
    'Security Hub EC2.18',
    'Trusted Advisor: Security Groups – Unrestricted Access',
  ]),
  'SG-WIDE': entry('SG-WIDE', 'high', ['Prowler ec2_securitygroup_allow_wide_open_public_ipv4']),
  'SG-SPLIT': entry('SG-SPLIT', 'critical', []),
  'SG-V6GAP': entry('SG-V6GAP', 'critical', [
    'CIS AWS 1.5–3.0: 5.3',
    'CIS AWS 6.0–7.0: 6.4',
    'Security Hub EC2.54',
  ]),
  'SG-UDP': entry('SG-UDP', 'high', [
    'Security Hub EC2.18, EC2.19',
    'Trusted Advisor: Security Groups – Unrestricted Access',
    'ScoutSuite: DNS open to all',
    'CloudSploit: open UDP ports',
  ]),
  'SG-ICMP': entry('SG-ICMP', 'low', ['ScoutSuite: ICMP open to all']),
  'SG-PROTO': entry('SG-PROTO', 'medium', []),
  'SG-RANGE': entry('SG-RANGE', 'medium', [
    'ScoutSuite: port range open',
    'Amazon VPC guide: no large port ranges',
  ]),
  'SG-HTTPONLY': entry('SG-HTTPONLY', 'info', []),
  'SG-DEFAULT': entry('SG-DEFAULT', 'high', [
    'CIS AWS 1.2: 4.3',
    'CIS AWS 1.4: 5.3',
    'CIS AWS 1.5–3.0: 5.4',
    'CIS AWS 4.0–5.0: 5.5',
    'CIS AWS 6.0–7.0: 6.5',
    'Security Hub EC2.2',
    'Prowler ec2_securitygroup_default_restrict_traffic',
    'Trivy AVD-AWS-0173',
  ]),
  'SG-UNUSED': entry('SG-UNUSED', 'info', ['Security Hub EC2.22', 'Prowler ec2_securitygroup_not_used']),
  'SG-DUP': entry('SG-DUP', 'medium', ['CloudMapper', 'CloudSploit: overlapping security groups']),
  'SG-MERGE': entry('SG-MERGE', 'info', []),
  'SG-EGRESS': entry('SG-EGRESS', 'info', [
    'Trivy AVD-AWS-0104',
    'Checkov CKV_AWS_382',
    'CloudSploit: open egress',
  ]),
  'SG-STALE': entry('SG-STALE', 'low', ['Amazon EC2: DescribeStaleSecurityGroups']),
  'SG-PEER': entry('SG-PEER', 'info', ['CIS AWS 6.0–7.0: 6.6 (routes of a peering)']),
  'SG-PLIST': entry('SG-PLIST', 'medium', []),
  'SG-MYIP': entry('SG-MYIP', 'info', []),
  'SG-AWSIP': entry('SG-AWSIP', 'low', ['ScoutSuite: AWS addresses let in']),
  'SG-SHARED': entry('SG-SHARED', 'info', []),
  'SG-FULL': entry('SG-FULL', 'info', ['Prowler ec2_securitygroup_with_many_ingress_egress_rules']),
};

function entry(id: GroupRuleId, base: Level, references: readonly string[]): CatalogueEntry {
  const { title, why } = words.groupFindings.rules[id];
  return { id, title, base, references, why };
}
