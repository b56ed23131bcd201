import { words } from '../words/en.ts';
import { pageHtml } from './page-html.ts';
import type { WebPort } from './web-ports.ts';

const said = words.startScript.comments;

/** What takes the page away again, with the web server that shows it. */
const END_PAGE_ON_WINDOWS = 'Uninstall-WindowsFeature Web-Server';

/**
 * PowerShell for EC2Launch that serves one page. Nothing is downloaded: IIS is a feature of every Windows Server, and opens its ports
 * in the system's own firewall itself.
 */
export function firstPageOnWindows({
  fleetName,
  ports,
}: {
  readonly fleetName: string;
  readonly ports: readonly WebPort[];
}): string {
  return [
    '<powershell>',
    `# ${said.what}`,
    `# ${said.toEnd} ${END_PAGE_ON_WINDOWS}`,
    "$ErrorActionPreference = 'Stop'",
    'Install-WindowsFeature Web-Server',
    'Import-Module WebAdministration',
    '',
    `# ${said.zone}`,
    ...ZONE,
    `$name = [Net.WebUtility]::HtmlEncode(${quoted(`${fleetName}-`)} + $zone)`,
    'Set-Content -Encoding UTF8 -Path C:\\inetpub\\wwwroot\\index.html -Value @"',
    `${pageHtml({ name: '$name', zone: '$zone', howToEnd: END_PAGE_ON_WINDOWS })}"@`,
    ...(ports.includes(443) ? ['', `# ${said.certificate}`, ...ENCRYPTED] : []),
    ...(ports.includes(80) ? [] : CLOSE_HTTP),
    '</powershell>',
    '',
  ].join('\n');
}

const ZONE = [
  "$metadata = 'http://169.254.169.254/latest'",
  "$lifetime = @{ 'X-aws-ec2-metadata-token-ttl-seconds' = '60' }",
  '$token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers $lifetime',
  "$asked = @{ 'X-aws-ec2-metadata-token' = $token }",
  '$zone = Invoke-RestMethod -Uri "$metadata/meta-data/placement/availability-zone" -Headers $asked',
] as const;

const ENCRYPTED = [
  "$certificate = New-SelfSignedCertificate -DnsName 'first-page' -CertStoreLocation Cert:\\LocalMachine\\My",
  "New-WebBinding -Name 'Default Web Site' -Protocol https -Port 443",
  "$binding = Get-WebBinding -Name 'Default Web Site' -Protocol https",
  "$binding.AddSslCertificate($certificate.Thumbprint, 'My')",
] as const;

const CLOSE_HTTP = ["Remove-WebBinding -Name 'Default Web Site' -Protocol http -Port 80"] as const;

/** In PowerShell nothing is read in single quotes but their own double; and the four of typography are single quotes, too. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/gu, '$&$&')}'`;
}
