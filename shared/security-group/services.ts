/** What usually listens where, in the names that people say. The first name of each is the one that is written. */
export const SERVICES = [
  { names: ['SSH'], protocol: 'tcp', port: 22 },
  { names: ['RDP', 'remote desktop'], protocol: 'tcp', port: 3389 },
  { names: ['HTTP'], protocol: 'tcp', port: 80 },
  { names: ['HTTPS', 'TLS', 'SSL'], protocol: 'tcp', port: 443 },
  { names: ['PostgreSQL', 'postgres'], protocol: 'tcp', port: 5432 },
  { names: ['MySQL', 'MariaDB', 'Aurora'], protocol: 'tcp', port: 3306 },
  { names: ['SQL Server', 'MSSQL'], protocol: 'tcp', port: 1433 },
  { names: ['Oracle'], protocol: 'tcp', port: 1521 },
  { names: ['MongoDB', 'mongo'], protocol: 'tcp', port: 27_017 },
  { names: ['Redis', 'Valkey'], protocol: 'tcp', port: 6379 },
  { names: ['Memcached'], protocol: 'tcp', port: 11_211 },
  { names: ['Elasticsearch', 'OpenSearch'], protocol: 'tcp', port: 9200 },
  { names: ['Kafka'], protocol: 'tcp', port: 9092 },
  { names: ['Cassandra'], protocol: 'tcp', port: 9042 },
  { names: ['FTP'], protocol: 'tcp', port: 21 },
  { names: ['Telnet'], protocol: 'tcp', port: 23 },
  { names: ['SMTP', 'mail'], protocol: 'tcp', port: 25 },
  { names: ['SMTPS'], protocol: 'tcp', port: 465 },
  { names: ['IMAPS'], protocol: 'tcp', port: 993 },
  { names: ['IMAP'], protocol: 'tcp', port: 143 },
  { names: ['POP3'], protocol: 'tcp', port: 110 },
  { names: ['LDAP'], protocol: 'tcp', port: 389 },
  { names: ['LDAPS'], protocol: 'tcp', port: 636 },
  { names: ['SMB', 'CIFS', 'Windows file sharing'], protocol: 'tcp', port: 445 },
  { names: ['NFS'], protocol: 'tcp', port: 2049 },
  { names: ['VNC'], protocol: 'tcp', port: 5900 },
  { names: ['WinRM'], protocol: 'tcp', port: 5985 },
  { names: ['WinRM over HTTPS'], protocol: 'tcp', port: 5986 },
  { names: ['Docker'], protocol: 'tcp', port: 2375 },
  { names: ['Docker over TLS'], protocol: 'tcp', port: 2376 },
  { names: ['HTTP on 8080'], protocol: 'tcp', port: 8080 },
  { names: ['DNS'], protocol: 'udp', port: 53 },
  { names: ['NTP'], protocol: 'udp', port: 123 },
  { names: ['SNMP'], protocol: 'udp', port: 161 },
  { names: ['WireGuard'], protocol: 'udp', port: 51_820 },
  { names: ['OpenVPN'], protocol: 'udp', port: 1194 },
] as const;

/** `SSH` for TCP 22; null where nothing usual listens. */
export function serviceOf(protocol: string, port: number): string | null {
  return SERVICES.find((service) => service.protocol === protocol && service.port === port)?.names[0] ?? null;
}
