import { describe, expect, test } from 'vitest';
import { desktopAddress, desktopFile } from '../../../shared/connect/desktop-file.ts';

test('the file names this machine and the administrator, holds no password, and shares nothing', () => {
  const text = desktopFile({ address: '198.51.100.7', port: 3389 });

  expect(text.split('\r\n')).toEqual([
    'full address:s:198.51.100.7:3389',
    'username:s:Administrator',
    'prompt for credentials:i:1',
    'authentication level:i:2',
    'enablecredsspsupport:i:1',
    'negotiate security layer:i:1',
    'gatewayusagemethod:i:0',
    'redirectclipboard:i:0',
    'drivestoredirect:s:',
    'devicestoredirect:s:',
    'usbdevicestoredirect:s:',
    'camerastoredirect:s:',
    'redirectprinters:i:0',
    'redirectcomports:i:0',
    'redirectsmartcards:i:0',
    'redirectwebauthn:i:0',
    'redirectlocation:i:0',
    'audiocapturemode:i:0',
    'screen mode id:i:1',
    '',
  ]);
  expect(text).toMatch(/^[\x20-\x7e\r\n]+$/u);
});

test.each([
  ['198.51.100.7', 3389, '198.51.100.7:3389'],
  ['2001:db8::7', 3389, '[2001:db8::7]:3389'],
  ['2001:db8:0:0:0:0:0:7', 13389, '[2001:db8:0:0:0:0:0:7]:13389'],
])('%s at port %i is said as %s', (address, port, said) => {
  expect(desktopAddress({ address, port })).toBe(said);
});

describe('what could be more than an address, or than a port, is refused', () => {
  test.each([
    '',
    ' 198.51.100.7',
    '198.51.100.7\r\nalternate shell:s:calc.exe',
    '198.51.100.7\nredirectclipboard:i:1',
    '198.51.100.7:3389',
    '[2001:db8::7]',
    '2001:db8::7%eth0',
    'face.cafe',
    'example.com',
    '/v:198.51.100.7',
    '-c',
    '198.51.100',
    '0x7f.1',
    '198.51.100.7 /p:secret',
    '198.51.100.7;calc',
    '$(id)',
    '::ffff:198.51.100.7\0',
    'a'.repeat(300),
  ])('%j', (address) => {
    expect(() => desktopFile({ address, port: 3389 })).toThrow('not an address');
  });

  test.each([0, -1, 65_536, 3389.5, Number.NaN, Number.POSITIVE_INFINITY])('%d', (port) => {
    expect(() => desktopFile({ address: '198.51.100.7', port })).toThrow('not a port');
  });
});
