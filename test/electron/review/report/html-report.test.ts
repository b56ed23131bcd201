import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildReport, type ReportInput } from '../../../../electron/review/report/build-report.ts';
import { words } from '../../../../shared/words/en.ts';
import { needs, part } from '../../../support/parts.ts';
import {
  HOSTILE_NAMES,
  hostileInput,
  noteFinding,
  reportInput,
  reviewedGroup,
  sshFinding,
} from './report-fixture.ts';

const SLOW_MS = 120_000;
const { groupReport } = words;

needs('chromium')('in a browser', () => {
  let browser: Browser;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-report-'));
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: part('chromium') ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  afterAll(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Opened from a file, as an auditor does, and with everything told that it does beside being there. */
  async function open(input: ReportInput, options: Parameters<Browser['newContext']>[0] = {}) {
    const file = path.join(folder, 'report.html');
    fs.writeFileSync(file, buildReport('html', input));
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const events: string[] = [];
    page.on('dialog', (dialog) => void events.push(`dialog ${dialog.message()}`));
    page.on('console', (message) => void events.push(`console ${message.text()}`));
    page.on('request', (request) => void events.push(`request ${request.url()}`));
    const url = pathToFileURL(file).href;
    await page.goto(url);
    expect(events.splice(0)).toEqual([`request ${url}`]);
    return { page, events };
  }

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a telephone', { viewport: { width: 360, height: 700 } }],
    ['printed', { colorScheme: 'light' }],
  ] as const)('axe finds nothing: %s', { timeout: SLOW_MS }, async (how, options) => {
    const more = how === 'light' ? [hostileInput(), reportInput([])] : [];
    for (const input of [fullInput(), ...more]) {
      const { page } = await open(input, options);
      if (how === 'printed') await page.emulateMedia({ media: 'print' });

      const { violations } = await new AxeBuilder({ page }).analyze();

      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await page.context().close();
    }
  });

  test('its own style is the only one that its policy lets in', async () => {
    const { page, events } = await open(fullInput());

    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).maxWidth)).not.toBe('none');
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<p id="late" style="position: fixed">x</p><img src="https://example.com/pixel.png">',
      );
    });
    expect(await page.locator('#late').evaluate((late) => getComputedStyle(late).position)).toBe('static');
    await page.waitForFunction(() => document.images[0]?.complete === true);
    const refusals = events.filter((event) => event.includes('Content Security Policy'));
    expect(refusals.join('\n')).toContain("'style-src");
    expect(refusals.join('\n')).toContain("image 'https://example.com/pixel.png'");
  });

  test('a hostile name is a text, and its like are the whole of what is there', async () => {
    const { page, events } = await open(hostileInput());

    expect(await page.locator('script, img, iframe, object, embed, form, [onerror], [onclick]').count()).toBe(
      0,
    );
    expect(await page.locator('style').count()).toBe(1);
    const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    for (const link of links) expect(link).toMatch(/^#group-\d+$/u);
    const text = await page.locator('body').innerText();
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('[U+202E]txt.exe[U+2066]hidden[U+200B]');
    expect(text).toContain('[U+001B]');
    expect(text).toMatch(/^[\P{C}\n\t]*$/u);
    expect(events).toEqual([]);
    expect(await page.locator('article').count()).toBe(Math.ceil(HOSTILE_NAMES.length / 2));
  });

  test('the worst group stands first, and its link leads to it', async () => {
    const { page } = await open(fullInput());
    const first = page.getByRole('table').first().getByRole('row').nth(1);

    expect(await first.innerText()).toContain('open to all');
    await first.getByRole('link').click();
    expect(await page.locator(':target').getAttribute('id')).toBe('group-1');
    expect(await page.locator(':target h3').innerText()).toContain('open to all');
  });

  test('on paper it is as wide as A4, and says its findings without colour', async () => {
    const { page } = await open(fullInput());

    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });

    // 210 × 297 mm in points.
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/u);
    await page.emulateMedia({ media: 'print' });
    const badges = await textsOf(page, '.badge');
    expect(new Set(badges)).toEqual(new Set(['■ Danger', '▲ Caution', '○ Note']));
  });
});

describe('the text of the page', () => {
  test('what could not be read is said before the groups', () => {
    const page = buildReport('html', fullInput());

    const said = page.indexOf('eu-west-1: no group of this region was reviewed. AWS cannot be reached.');
    expect(said).toBeGreaterThan(page.indexOf('<h2 id="summary">'));
    expect(said).toBeLessThan(page.indexOf('<article'));
    expect(page).toContain(groupReport.verdict.incomplete);
    expect(page).toContain(groupReport.unread.parts.interfaces);
  });

  test('nothing read is never called clean', () => {
    const page = buildReport(
      'html',
      reportInput([], { unreadRegions: [{ region: 'eu-west-1', why: 'no' }] }),
    );

    expect(page).toContain(groupReport.verdict.nothingRead);
    expect(page).not.toContain('none has a finding');
  });

  test('groups without findings are listed with what they open', () => {
    const page = buildReport('html', reportInput([[reviewedGroup({ name: 'quiet' })]]));

    expect(page).toContain(groupReport.withoutFindings);
    expect(page).toContain('<bdi>quiet</bdi>');
    expect(page).not.toContain('<article');
  });

  test('what a severity means is true of all that may have it', () => {
    const page = buildReport('html', fullInput());

    // A danger may be one step away, a note may be an open door with nothing behind it.
    expect(page).toContain('strangers can get in, or are one step away');
    expect(page).not.toMatch(/Nobody gets in because of it|Strangers can reach something/);
  });

  test('a group whose machine runs without a way to it is not called asleep', () => {
    const page = buildReport(
      'html',
      reportInput([
        [
          reviewedGroup({}, [sshFinding()], {
            exposure: { level: { ipv4: 'X2', ipv6: 'X2' }, isKnown: true },
          }),
        ],
      ]),
    );

    expect(page).toContain('not reachable now');
    expect(page).not.toMatch(/asleep|only stopped/);
  });

  test('no sign in it steers a terminal or turns a line around', () => {
    expect(buildReport('html', hostileInput())).toMatch(/^[\P{C}\n]*$/u);
  });
});

function fullInput(): ReportInput {
  const caution = {
    id: 'SG-RISK',
    key: 'SG-RISK tcp 3306 ipv4',
    level: 'medium',
    severity: 'caution',
  } as const;
  const input = reportInput(
    [
      [
        reviewedGroup({ name: 'quiet', groupId: 'sg-00000001' }),
        reviewedGroup({ name: 'tidy', groupId: 'sg-00000002' }, [noteFinding()]),
        reviewedGroup({ name: 'half', groupId: 'sg-00000003' }, [sshFinding(caution)]),
      ],
      [
        reviewedGroup(
          { name: 'open to all', groupId: 'sg-00000004' },
          [
            noteFinding(),
            sshFinding({ notes: [{ id: 'SG-SPLIT', sentence: 'Only together.' }], rules: [0, 1] }),
          ],
          { region: 'eu-central-1', exposure: { level: { ipv4: 'X4', ipv6: 'X4' }, isKnown: false } },
        ),
      ],
    ],
    { unreadRegions: [{ region: 'eu-west-1', why: 'AWS cannot be reached.' }] },
  );
  const unread = [{ part: 'interfaces', isForbidden: true, raw: 'UnauthorizedOperation' }] as const;
  return { ...input, regions: input.regions.map((region) => ({ ...region, unread })) };
}

async function textsOf(page: Page, selector: string): Promise<readonly string[]> {
  return page.locator(selector).evaluateAll((all) => all.map((one) => (one.textContent ?? '').trim()));
}
