import { DescribeRegionsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { GetProductsCommand } from '@aws-sdk/client-pricing';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test, vi } from 'vitest';
import { createClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { practiceAccounts } from '../../../electron/aws/practice-accounts.ts';
import { openPracticeAccount } from '../../../electron/practice/practice-account.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';

// Before the SDK is loaded: it takes the function as it is then.
const read = vi.hoisted(() => {
  const files: string[] = [];
  const promises = process.getBuiltinModule('node:fs/promises');
  const { readFile } = promises;
  Object.assign(promises, {
    readFile: (...args: Parameters<typeof readFile>) => {
      const [file] = args;
      if (typeof file === 'string') files.push(file);
      return readFile(...args);
    },
  });
  return files;
});

test("a practice client looks into none of the person's own AWS files", async () => {
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/of-this-test/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/of-this-test/credentials');
  const { account } = await openPracticeAccount({ stateFile: null });
  const choice = { sourceId: 'practice', region: 'eu-central-1' };
  const ofTest = () => read.filter((file) => file.includes('of-this-test'));

  const practised = await askEach(
    createClients(valueOf(await practiceAccounts(account.answer).resolve(choice))),
  );
  expect(practised).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(ofTest()).toEqual([]);

  // A client that calls a real account does look.
  await askEach(clientsAt('http://127.0.0.1:9'));
  expect(ofTest()).toContain('/nowhere/of-this-test/config');
});

async function askEach({ ec2, ec2Once, sts, ssm, pricing }: AwsClients): Promise<readonly string[]> {
  const asked = await Promise.allSettled([
    ec2.send(new DescribeRegionsCommand({})),
    ec2Once.send(new DescribeVpcsCommand({})),
    sts.send(new GetCallerIdentityCommand({})),
    ssm.send(new GetParametersCommand({ Names: ['/aws/service/nothing'] })),
    pricing.send(new GetProductsCommand({ ServiceCode: 'AmazonEC2' })),
  ]);
  return asked.map(({ status }) => status);
}
