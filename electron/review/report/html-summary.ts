import { words } from '../../../shared/words/en.ts';
import type { ReportInput, ReportRegion } from './build-report.ts';
import { badge } from './html-badge.ts';
import { html, name, type Html } from './html.ts';
import { moment, whyUnread } from './in-words.ts';
import { countFindings, REPORT_SEVERITIES, type FindingCounts, type ReportedGroup } from './report-order.ts';

const { groupReport } = words;
const NAMED_AT_MOST = 15;

/** What somebody has to know who reads no further. */
export function summary(input: ReportInput, groups: readonly ReportedGroup[]): Html {
  const counts = countFindings(groups.map(({ reviewed }) => reviewed));
  const withFindings = groups.filter(({ findings }) => findings.length > 0);
  return html`<section class="summary" aria-labelledby="summary">
    <h2 id="summary">${groupReport.summary}</h2>
    <p class="verdict">${verdict(input, groups.length, withFindings.length, counts)}</p>
    <ul class="counts">
      ${REPORT_SEVERITIES.map(
        (severity) =>
          html`<li class="${severity}">
            ${badge(severity)}<strong>${numeral(counts[severity])}</strong
            ><span>${groupReport.severityMeans[severity]}</span>
          </li> `,
      )}
    </ul>
    <p class="totals">
      ${groupReport.counted.groups}: <strong>${numeral(groups.length)}</strong> ·
      ${groupReport.counted.clean}: <strong>${numeral(groups.length - withFindings.length)}</strong>
    </p>
    ${unread(input)} ${worst(withFindings)} ${perRegion(input.regions)}
  </section>`;
}

function verdict(input: ReportInput, total: number, withFindings: number, counts: FindingCounts): string {
  const { verdict: said } = groupReport;
  const isIncomplete =
    input.unreadRegions.length > 0 || input.regions.some(({ unread: parts }) => parts.length > 0);
  const sentences =
    total === 0
      ? [said.nothingRead]
      : withFindings === 0
        ? [said.clean(groupReport.groups(total))]
        : [
            said.findings(numeral(withFindings), groupReport.groups(total)),
            counts.danger === 0 ? said.noDanger : said.dangers(counts.danger),
          ];
  return [...sentences, ...(isIncomplete ? [said.incomplete] : [])].join(' ');
}

function unread({ regions, unreadRegions, savedFrom }: ReportInput): Html | null {
  const { unread: said } = groupReport;
  const items = [
    ...unreadRegions.map(({ region, why }) => said.region(region, why)),
    ...regions.flatMap(({ region, unread: parts }) =>
      parts.map((part) => said.part(region, said.parts[part.part], whyUnread(part))),
    ),
    ...(savedFrom === undefined ? [] : [said.saved]),
  ];
  if (items.length === 0) return null;
  return html`<div class="unread">
    <h3>${said.heading}</h3>
    <p>${said.intro}</p>
    <ul>
      ${items.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}

function worst(groups: readonly ReportedGroup[]): Html | null {
  if (groups.length === 0) return null;
  const { columns } = groupReport;
  const rest = groups.length - NAMED_AT_MOST;
  return html`<h3 id="worst">${groupReport.worst.heading}</h3>
    <table aria-labelledby="worst">
      <thead>
        <tr>
          <th scope="col">${columns.worst}</th>
          <th scope="col">${columns.group}</th>
          <th scope="col">${columns.region}</th>
          <th scope="col">${columns.finding}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.slice(0, NAMED_AT_MOST).map(worstRow)}
      </tbody>
    </table>
    ${rest > 0 ? html`<p>${groupReport.worst.more(rest)}</p>` : null}`;
}

function worstRow({ reviewed, findings: [first] }: ReportedGroup, at: number): Html {
  if (first === undefined) return html``;
  const title = reviewed.group.name === '' ? groupReport.unnamed : reviewed.group.name;
  return html`<tr>
    <td>${badge(first.severity)}</td>
    <th scope="row"><a href="#group-${at + 1}">${name(title)}</a> <code>${reviewed.group.groupId}</code></th>
    <td class="short">${reviewed.region}</td>
    <td>${first.sentence}</td>
  </tr> `;
}

function perRegion(regions: readonly ReportRegion[]): Html | null {
  if (regions.length < 2) return null;
  const { columns, severity } = groupReport;
  return html`<h3 id="per-region">${groupReport.perRegion}</h3>
    <table aria-labelledby="per-region" class="numbers">
      <thead>
        <tr>
          <th scope="col">${columns.region}</th>
          <th scope="col">${columns.groups}</th>
          ${REPORT_SEVERITIES.map((one) => html`<th scope="col">${severity[one]}</th>`)}
          <th scope="col">${columns.readAt}</th>
        </tr>
      </thead>
      <tbody>
        ${regions.map(regionRow)}
      </tbody>
    </table>`;
}

function regionRow({ region, reviewed, readAt }: ReportRegion): Html {
  const counts = countFindings(reviewed);
  return html`<tr>
    <th scope="row">${region}</th>
    <td>${numeral(reviewed.length)}</td>
    ${REPORT_SEVERITIES.map((one) => html`<td>${numeral(counts[one])}</td>`)}
    <td>${moment(readAt)}</td>
  </tr> `;
}

function numeral(count: number): string {
  return count.toLocaleString('en-US');
}
