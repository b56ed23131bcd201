import { expect, test } from 'vitest';
import { inputs } from '../../shared/api-input.ts';
import { isAwsPage, isSignInPage } from '../../shared/aws-page.ts';
import { LINKS } from '../../shared/links.ts';

test.each([
  ...Object.values(LINKS),
  'https://aws.amazon.com/marketplace/pp?sku=dk0iipt4mr6n3jswfz8j6lh3d',
  'https://eu-central-1.console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-1216C47A',
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#limits',
  'HTTPS://Console.AWS.Amazon.com/support/home',
  'https://console.amazonaws.cn/servicequotas/home',
  'https://console.amazonaws-us-gov.com/servicequotas/home',
  'https://cn-north-1.console.amazonaws.cn/servicequotas/home/services/ec2/quotas',
  'https://us-gov-west-1.console.amazonaws-us-gov.com/servicequotas/home',
  'https://aws.amazon.com:443/support',
])('%s is a page of AWS', (url) => {
  expect(isAwsPage(url)).toBe(true);
});

test.each([
  // Another scheme.
  'http://aws.amazon.com/',
  'file://aws.amazon.com/etc/passwd',
  'javascript:alert(1)//aws.amazon.com',
  'data:text/html,aws.amazon.com',
  'smb://console.aws.amazon.com/share',
  'ms-msdt:/id?x=https://aws.amazon.com',
  '//aws.amazon.com/',
  'aws.amazon.com',
  // Somebody else's host that looks like it.
  'https://evil.com/',
  'https://evil.com/aws.amazon.com',
  'https://evil.com?https://aws.amazon.com',
  'https://evil.com#.aws.amazon.com',
  'https://aws.amazon.com.evil.com/',
  'https://evilaws.amazon.com/',
  'https://xaws.amazon.com/',
  'https://aws-amazon.com/',
  'https://amazon.com/',
  'https://www.amazon.com/',
  'https://aws.amazon.co/',
  'https://console.amazonaws.cn.evil.com/',
  'https://evilconsole.amazonaws.cn/',
  'https://evil.amazonaws.cn/',
  'https://evil.s3.cn-north-1.amazonaws.com.cn/',
  // Anybody's bucket or machine.
  'https://evil.s3.amazonaws.com/',
  'https://ec2-203-0-113-7.compute-1.amazonaws.com/',
  'https://amazonaws.com/',
  // Somebody in front of the host, or another door of it.
  'https://aws.amazon.com@evil.com/',
  'https://user@aws.amazon.com/',
  'https://user:secret@console.aws.amazon.com/',
  'https://:@evil.com/aws.amazon.com',
  'https://aws.amazon.com:8443/',
  'https://aws.amazon.com:80/',
  // What a reader of URLs takes for something else than a person does.
  'https:\\\\evil.com\\.aws.amazon.com',
  'https://evil.com\\@aws.amazon.com/',
  'https://evil.com\\.aws.amazon.com/',
  ' https://aws.amazon.com/',
  'https://aws.amazon.com/ --new-window evil.com',
  'https://aws.am\tazon.com/',
  'https://aws.amazon.com/\nhttps://evil.com',
  'https://аws.amazon.com/',
  'https://aws。amazon。com/',
  'https://aws.amazon.com\u0000.evil.com/',
  'https://[::1]/aws.amazon.com',
  'https://aws%2eamazon%2ecom.evil.com/',
  'https://aws.amazon.com./',
  'https:///',
  '',
])('%j is none', (url) => {
  expect(isAwsPage(url)).toBe(false);
  expect(inputs.openProblemLink.safeParse([{ url }]).success).toBe(false);
});

test('an address has a limit', () => {
  const url = `https://aws.amazon.com/?${'a'.repeat(2000)}`;

  expect(isAwsPage(url)).toBe(true);
  expect(inputs.openProblemLink.safeParse([{ url }]).success).toBe(false);
});

test.each([
  ['{\n\t"Version": "2012-10-17"\n}', true],
  ['ö — „x“', true],
  ['a'.repeat(10_000), true],
  ['a'.repeat(10_001), false],
  ['', false],
  ['rm -rf ~\r', false],
  ['\u001B[200~', false],
  ['a\u0000b', false],
])('%j may be copied: %s', (text, isAllowed) => {
  expect(inputs.copyProblemText.safeParse([{ text }]).success).toBe(isAllowed);
});

test.each([
  ['https://d-1234567890.awsapps.com/start/#/device?user_code=WDJB-MJHT', true],
  ['https://start.us-gov-home.awsapps.com/directory/d-1234567890', true],
  ['https://start.home.awsapps.cn/directory/d-1234567890', true],
  ['https://device.sso.us-east-1.amazonaws.com/', true],
  ['https://device.sso.cn-north-1.amazonaws.com.cn/', true],
  ['https://ssoins-1234567890abcdef.portal.us-east-1.app.aws/#/device', true],
  ['http://d-1234567890.awsapps.com/start', false],
  ['https://awsapps.com/start', false],
  ['https://d-1.awsapps.com.evil.com/', false],
  ['https://evilawsapps.com/', false],
  ['https://d-1.awsapps.com:8443/', false],
  ['https://me@d-1.awsapps.com/', false],
  ['https://evil.device.sso.us-east-1.amazonaws.com/', false],
  ['https://device.sso.s3.amazonaws.com.evil.com/', false],
  ['https://evil.s3.amazonaws.com/', false],
  ['https://console.aws.amazon.com/', false],
])('%s is a page to sign in on: %s', (url, isOne) => {
  expect(isSignInPage(url)).toBe(isOne);
});
