import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../electron/window/content-security-policy.ts';

test('the page may show what Keyport serves, and nothing else', () => {
  const directives = CONTENT_SECURITY_POLICY.split('; ').map((directive): [string, string] => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources.join(' ')];
  });

  expect(new Set(directives.map(([name]) => name)).size).toBe(directives.length);
  expect(Object.fromEntries(directives)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self' data:",
    'connect-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
});
