import { createHash } from 'node:crypto';
import type { Boot } from './linux-console.ts';

/**
 * What a Windows machine writes to its console when it first starts, as EC2Launch version 2 does. `isReady`: it has set its password, which it
 * shows encrypted, and says so.
 */
export function windowsConsole({ instance, imageName, ranAt }: Boot, isReady: boolean): readonly string[] {
  const [image = '', year = '', version = ''] = /^Windows_Server-(\d+)-.*?-([\d.]+)$/u.exec(imageName) ?? [];
  const name = `EC2AMAZ-${digestOf(instance.instanceId).slice(0, 7)}`;
  const says = (line: string) => `${stampOf(ranAt + START_MS)}: ${line}`;
  const first = [
    'Windows sysprep configuration complete.',
    'Message: Waiting for access to metadata...',
    'Message: Meta-data is now available.',
    `AMI Origin Version: ${version}`,
    `AMI Origin Name: ${image.slice(0, -version.length - 1)}`,
    `OsProductName: Windows Server ${year} Datacenter`,
    'Language: en-US',
    'TimeZone: UTC',
    'Offset: UTC +0000',
    `AMI-ID: ${instance.imageId}`,
    `Instance-ID: ${instance.instanceId}`,
    `Instance Type: ${instance.instanceType}`,
    `HOSTNAME: ${name}`,
  ];
  return [...first.map(says), ...(isReady ? readyLines(instance.passwordData, name).map(says) : [])];
}

const START_MS = 20_000;

function readyLines(passwordData: string | null, name: string): readonly string[] {
  const password =
    passwordData === null
      ? []
      : ['Username: Administrator', `Password: <Password>\r\n${passwordData}\r\n</Password>`];
  return [
    `RDPCERTIFICATE-SUBJECTNAME: ${name}`,
    `RDPCERTIFICATE-THUMBPRINT: ${digestOf(`certificate of ${name}`)}`,
    ...password,
    'Message: Windows is Ready to use',
  ];
}

/** 40 digits, as a thumbprint has them: the same for the same text. */
function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('hex').toUpperCase();
}

/** `2026/11/23 10:00:20Z` */
function stampOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')}Z`;
}
