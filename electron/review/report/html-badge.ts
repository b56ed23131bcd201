import { words } from '../../../shared/words/en.ts';
import { html, type Html } from './html.ts';
import type { ReportSeverity } from './report-order.ts';

/** The word and a shape of its own: neither needs a colour. */
export function badge(severity: ReportSeverity): Html {
  return html`<span class="badge ${severity}"
    ><span aria-hidden="true">${SHAPE[severity]}</span> ${words.groupReport.severity[severity]}</span
  >`;
}

const SHAPE = { danger: '■', caution: '▲', note: '○' } as const satisfies Record<ReportSeverity, string>;
