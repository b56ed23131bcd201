import { expect, test } from 'vitest';
import {
  buildReport,
  type ReportInput,
  type ReportRegion,
} from '../../../../electron/review/report/build-report.ts';
import { reportInput, reviewedGroup, sshFinding } from './report-fixture.ts';

const XML =
  "Error: @aws-sdk XML parse error.\n  Deserialization error: to see the raw response, inspect '$response'";
const FORBIDDEN = 'UnauthorizedOperation: You are not authorized to perform this operation.';
const RAW = /aws-sdk|Deserialization|You are not authorized/u;

test.each(['html', 'csv'] as const)('%s says AWS’s code, and nothing else that an error said', (format) => {
  const text = buildReport(format, input());

  expect(text).toContain('(UnauthorizedOperation)');
  expect(text).toContain('(pl-0123456789abcdef0)');
  expect(text).not.toMatch(RAW);
  expect(text).not.toContain('Error:');
});

test('JSON and SARIF keep it all, SARIF beside its messages', () => {
  const json = JSON.parse(buildReport('json', input())) as {
    readonly regions: readonly { readonly unread: readonly { readonly raw: string }[] }[];
    readonly unreadRegions: readonly unknown[];
  };
  const sarif = JSON.parse(buildReport('sarif', input())) as {
    readonly runs: readonly {
      readonly invocations: readonly {
        readonly toolExecutionNotifications: readonly {
          readonly message: { readonly text: string };
          readonly properties?: { readonly raw: string };
        }[];
      }[];
    }[];
  };
  const told = sarif.runs[0]?.invocations[0]?.toolExecutionNotifications ?? [];

  expect(json.regions[0]?.unread.map(({ raw }) => raw)).toEqual([XML, FORBIDDEN, 'pl-0123456789abcdef0']);
  expect(json.unreadRegions).toEqual([{ region: 'eu-west-1', why: 'AWS failed.', raw: XML }]);
  for (const { message } of told) expect(message.text).not.toMatch(RAW);
  expect(told.map(({ properties }) => properties?.raw)).toEqual([
    XML,
    XML,
    FORBIDDEN,
    'pl-0123456789abcdef0',
  ]);
});

function input(): ReportInput {
  const unread: ReportRegion['unread'] = [
    { part: 'interfaces', isForbidden: false, raw: XML },
    { part: 'instances', isForbidden: true, raw: FORBIDDEN },
    { part: 'prefixLists', isForbidden: false, raw: 'pl-0123456789abcdef0' },
  ];
  const made = reportInput([[reviewedGroup({}, [sshFinding()])]], {
    unreadRegions: [{ region: 'eu-west-1', why: 'AWS failed.', raw: XML }],
  });
  return { ...made, regions: made.regions.map((region) => ({ ...region, unread })) };
}
