import { expect, test } from 'vitest';
import { firstPageOnWindows } from '../../../shared/first-page/on-windows.ts';

/** What PowerShell takes for a single quote: the four of typography end a quoted text as the plain one does. */
const QUOTES = /['‘’‚‛]/u;
const NAMES = [
  'my-fleet',
  `a'; Stop-Computer #`,
  'a’; Stop-Computer #',
  '‘‚‛ $(Stop-Computer) "@ `id`',
  '€ß END',
];

const CLOSE_HTTP = "Remove-WebBinding -Name 'Default Web Site' -Protocol http -Port 80";

test('one script for EC2Launch, that stops at its first fault', () => {
  const lines = linesOf('my-fleet', [80]);

  expect(lines.at(0)).toBe('<powershell>');
  expect(lines.slice(-2)).toEqual(['</powershell>', '']);
  const stops = lines.indexOf("$ErrorActionPreference = 'Stop'");
  expect(stops).toBeGreaterThan(0);
  expect(stops).toBeLessThan(lines.indexOf('Install-WindowsFeature Web-Server'));
});

test('the page is written where IIS serves it on port 80, with the name and the zone of the machine', () => {
  const lines = linesOf('my-fleet', [80]);

  const begin = lines.indexOf('Set-Content -Encoding UTF8 -Path C:\\inetpub\\wwwroot\\index.html -Value @"');
  const end = lines.indexOf('"@');
  expect(begin).toBeGreaterThan(lines.indexOf('Install-WindowsFeature Web-Server'));
  expect(end).toBeGreaterThan(begin);
  const page = lines.slice(begin + 1, end);
  expect(page[0]).toBe('<!doctype html>');
  expect(page).toContain('<h1>$name</h1>');
  expect(page).toContain('<p>This machine runs in the Availability Zone <b>$zone</b>.</p>');
  expect(page.join('\n')).toContain('<code>Uninstall-WindowsFeature Web-Server</code>');
  // Nothing else of the page is read by PowerShell: a here-string still fills in what has a dollar sign, and reads backquotes.
  expect(page.join('\n').replaceAll(/\$(name|zone)\b/gu, '')).not.toMatch(/[$`]/u);
  const [named = -1, zoned = -1] = ['$name =', '$zone ='].map((start) =>
    lines.findIndex((line) => line.startsWith(start)),
  );
  expect(zoned).toBeGreaterThan(0);
  expect(named).toBeGreaterThan(zoned);
  expect(begin).toBeGreaterThan(named);
});

test.each([
  [[80], { isOpen: true, isEncrypted: false }],
  [[443], { isOpen: false, isEncrypted: true }],
  [[80, 443], { isOpen: true, isEncrypted: true }],
] as const)('at the ports %j it is served at these and at no other', (ports, { isOpen, isEncrypted }) => {
  const lines = linesOf('my-fleet', ports);

  expect(lines.includes(CLOSE_HTTP)).toBe(!isOpen);
  const binding = "New-WebBinding -Name 'Default Web Site' -Protocol https -Port 443";
  expect(lines.includes(binding)).toBe(isEncrypted);
  expect(lines.some((line) => line.startsWith('$certificate = New-SelfSignedCertificate '))).toBe(
    isEncrypted,
  );
  expect(lines.includes("$binding.AddSslCertificate($certificate.Thumbprint, 'My')")).toBe(isEncrypted);
});

test('EC2 is asked for the zone with a token, as machines of a launch want it', () => {
  const lines = linesOf('my-fleet', [80]);

  const token = lines.findIndex((line) => line.includes('-Method Put -Uri "$metadata/api/token"'));
  const zone = lines.findIndex((line) => line.includes('placement/availability-zone" -Headers $asked'));
  expect(token).toBeGreaterThan(0);
  expect(zone).toBeGreaterThan(token);
  expect(lines).toContain("$asked = @{ 'X-aws-ec2-metadata-token' = $token }");
});

test.each(NAMES)('the name %j stays a text, and becomes one of a page', (fleetName) => {
  const [line = '', ...others] = linesOf(fleetName, [80]).filter((each) => each.startsWith('$name ='));

  expect(others).toEqual([]);
  const call = '$name = [Net.WebUtility]::HtmlEncode(';
  expect(line.startsWith(call)).toBe(true);
  expect(quotedAtStartOf(line.slice(call.length))).toEqual({ text: `${fleetName}-`, rest: ' + $zone)' });
});

test('no name makes it too long for EC2', () => {
  const longest = firstPageOnWindows({ fleetName: '’'.repeat(255), ports: [80, 443] });

  expect(Buffer.byteLength(longest)).toBeLessThan(8_192);
  expect(Buffer.byteLength(firstPageOnWindows({ fleetName: 'my-fleet', ports: [443] }))).toBeLessThan(4_096);
});

function linesOf(fleetName: string, ports: readonly (80 | 443)[]): readonly string[] {
  return firstPageOnWindows({ fleetName, ports }).split('\n');
}

/** As PowerShell reads it: two single quotes of any kind, one behind the other, are the second of them. */
function quotedAtStartOf(line: string): { readonly text: string; readonly rest: string } {
  expect(line[0]).toBe("'");
  let text = '';
  let at = 1;
  for (; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    if (QUOTES.test(sign)) {
      at += 1;
      if (!QUOTES.test(line[at] ?? '')) break;
    }
    text += line[at] ?? '';
  }
  return { text, rest: line.slice(at) };
}
