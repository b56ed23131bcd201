import { createHash } from 'node:crypto';
import { words } from '../../../shared/words/en.ts';
import type { ReportInput } from './build-report.ts';
import { groupWithFindings, groupsWithoutFindings } from './html-group.ts';
import { REPORT_CSS } from './html-style.ts';
import { summary } from './html-summary.ts';
import { html, type Html } from './html.ts';
import { moment } from './in-words.ts';
import { groupsInOrder } from './report-order.ts';

const { groupReport } = words;

/**
 * One page that holds everything it needs: no script, no picture, no font, nothing from a network, and a policy that would refuse
 * them. Made for a screen, light or dark, and for A4 in black and white.
 */
export function htmlReport(input: ReportInput): string {
  const groups = groupsInOrder(input);
  const withFindings = groups.filter(({ findings }) => findings.length > 0);
  const clean = groups.filter(({ findings }) => findings.length === 0);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${titleOf(input)}</title>
        ${style}
      </head>
      <body>
        ${heading(input)}
        <main>
          ${summary(input, groups)}
          ${section(
            'with-findings',
            groupReport.withFindings,
            withFindings.map((group, at) => groupWithFindings(group, at)),
          )}
          ${clean.length === 0 ? null : section('without-findings', groupReport.withoutFindings, [groupsWithoutFindings(clean)])}
          ${section('method', groupReport.howToRead, [
            html`<ul class="method">
              ${groupReport.method.map((text) => html`<li>${text}</li>`)}
            </ul>`,
          ])}
        </main>
        <footer>${groupReport.madeBy(input.keyportVersion)} · ${moment(input.madeAt)}</footer>
      </body>
    </html> `;
  return `${page.markup.trimEnd()}\n`;
}

/** To the letter what the policy names by its hash. */
const style: Html = { markup: `<style>${REPORT_CSS}</style>` };
const styleHash = createHash('sha256').update(REPORT_CSS).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

function titleOf({ accountId, madeAt }: ReportInput): string {
  const day = moment(madeAt).slice(0, 10);
  return [groupReport.title, accountId, day].filter((text) => text !== '').join(' – ');
}

function heading(input: ReportInput): Html {
  const { accountId, regions, unreadRegions, savedFrom, madeAt, keyportVersion } = input;
  const named = [...regions, ...unreadRegions].map(({ region }) => region).toSorted();
  return html`<header>
    <h1>${groupReport.title}</h1>
    <p class="intro">${groupReport.intro}</p>
    <dl class="facts">
      <div>
        <dt>${groupReport.account}</dt>
        <dd>${accountId === '' ? groupReport.unknownAccount : accountId}</dd>
      </div>
      <div>
        <dt>${groupReport.regions}</dt>
        <dd>${named.length === 0 ? groupReport.none : named.join(', ')}</dd>
      </div>
      <div>
        <dt>${groupReport.source}</dt>
        <dd>${savedFrom === undefined ? groupReport.sourceAws : groupReport.sourceFile(savedFrom)}</dd>
      </div>
      <div>
        <dt>${groupReport.made}</dt>
        <dd>${moment(madeAt)}</dd>
      </div>
      <div>
        <dt>${groupReport.by}</dt>
        <dd>${groupReport.madeBy(keyportVersion)}</dd>
      </div>
    </dl>
  </header>`;
}

function section(id: string, title: string, content: readonly Html[]): Html | null {
  if (content.length === 0) return null;
  return html`<section class="${id}" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}
