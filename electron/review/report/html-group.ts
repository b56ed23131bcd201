import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import { rowOf } from '../../../shared/security-group/group-row.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { ruleInWords } from '../../../shared/security-group/rule-in-words.ts';
import { words } from '../../../shared/words/en.ts';
import { badge } from './html-badge.ts';
import { html, name, type Html } from './html.ts';
import { attachedInWords, exposureInWords, spanText } from './in-words.ts';
import { listsOf, type ReportedGroup } from './report-order.ts';

const { groupReport } = words;

/** One group: what it is, what is wrong with it and what to do, and all that it lets in. */
export function groupWithFindings({ reviewed, findings }: ReportedGroup, at: number): Html {
  const { group } = reviewed;
  const worst = findings[0]?.severity ?? 'note';
  return html`<article class="group ${worst}" id="group-${at + 1}" aria-labelledby="group-${at + 1}-name">
    <h3 id="group-${at + 1}-name">
      ${titleOf(reviewed)} <code>${group.groupId}</code> <span class="region">${reviewed.region}</span>
    </h3>
    ${factsOf(reviewed)} ${findings.map((finding) => findingIn(reviewed, finding))} ${rulesOf(reviewed, at)}
  </article> `;
}

/** Shortly: that they were looked at, and what is open in them. */
export function groupsWithoutFindings(groups: readonly ReportedGroup[]): Html {
  const { columns } = groupReport;
  return html`<p>${groupReport.withoutFindingsIntro}</p>
    <table aria-labelledby="without-findings">
      <thead>
        <tr>
          <th scope="col">${columns.group}</th>
          <th scope="col">${columns.region}</th>
          <th scope="col">${columns.openPorts}</th>
          <th scope="col">${columns.attached}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map(({ reviewed }) => cleanRow(reviewed))}
      </tbody>
    </table>`;
}

function cleanRow(reviewed: ReviewedGroup): Html {
  const { openPorts } = rowOf(reviewed);
  return html`<tr>
    <th scope="row">${titleOf(reviewed)} <code>${reviewed.group.groupId}</code></th>
    <td class="short">${reviewed.region}</td>
    <td>${openPorts === '' ? groupReport.none : openPorts}</td>
    <td>${attachedInWords(reviewed.attached)}</td>
  </tr> `;
}

function titleOf({ group }: ReviewedGroup): Html {
  return name(group.name === '' ? groupReport.unnamed : group.name);
}

function factsOf(reviewed: ReviewedGroup): Html {
  const { facts, shared, noVpc } = groupReport;
  const { group, isShared, referencedBy } = reviewed;
  const known: readonly (readonly [string, string])[] = [
    [facts.description, group.description === group.name ? '' : group.description],
    [facts.exposure, exposureInWords(reviewed.exposure)],
    [facts.attached, attachedInWords(reviewed.attached)],
    [facts.referencedBy, referencedBy.join(', ')],
    [facts.vpc, group.vpcId ?? noVpc],
    [facts.owner, isShared ? shared(group.ownerId) : ''],
  ];
  return html`<dl class="facts">
    ${known
      .filter(([, text]) => text !== '')
      .map(
        ([term, text]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${name(text)}</dd>
          </div> `,
      )}
  </dl>`;
}

function findingIn(reviewed: ReviewedGroup, finding: GroupFinding): Html {
  const { id, severity, sentence, why, advice, notes, families, ports } = finding;
  const { families: familyWords } = groupReport;
  return html`<div class="finding ${severity}">
    <h4>${badge(severity)} ${sentence}</h4>
    <p class="about">
      ${[
        id,
        ...(ports.length === 0 ? [] : [ports.map(spanText).join(', ')]),
        ...(families.length === 0 ? [] : [families.map((family) => familyWords[family]).join(' + ')]),
      ].join(' · ')}
    </p>
    ${
      notes.length === 0
        ? null
        : html`<ul class="notes">
            ${notes.map((note) => html`<li>${note.sentence} <span class="id">${note.id}</span></li>`)}
          </ul>`
    }
    <dl class="reasons">
      <div>
        <dt>${groupReport.why}</dt>
        <dd>${why}</dd>
      </div>
      <div>
        <dt>${groupReport.advice}</dt>
        <dd>${advice}</dd>
      </div>
      ${becauseOf(reviewed, finding)}
    </dl>
  </div> `;
}

function becauseOf(reviewed: ReviewedGroup, { rules }: GroupFinding): Html | null {
  const lists = listsOf(reviewed);
  const named = rules.flatMap((place) => {
    const rule = reviewed.group.rules[place];
    if (rule === undefined) return [];
    const label = rule.ruleId ?? groupReport.ruleNumber(place);
    return [html`<li>${ruleInWords(rule, lists)} <span class="id">${label}</span></li>`];
  });
  return named.length === 0
    ? null
    : html`<div>
        <dt>${groupReport.because}</dt>
        <dd>
          <ul>
            ${named}
          </ul>
        </dd>
      </div> `;
}

function rulesOf(reviewed: ReviewedGroup, at: number): Html | null {
  const { columns, rulesHeading, inbound, outbound, ruleNumber } = groupReport;
  const { rules } = reviewed.group;
  if (rules.length === 0) return null;
  const lists = listsOf(reviewed);
  const rows = rules.map(
    (rule, place) =>
      html`<tr>
        <th scope="row" class="id">${rule.ruleId ?? ruleNumber(place)}</th>
        <td>${rule.isEgress ? outbound : inbound}</td>
        <td>${ruleInWords(rule, lists)}</td>
        <td>${name(rule.description)}</td>
      </tr> `,
  );
  return html`<h4 class="rules-heading" id="rules-${at + 1}">${rulesHeading}</h4>
    <table class="rules" aria-labelledby="rules-${at + 1}">
      <thead>
        <tr>
          <th scope="col">${columns.rule}</th>
          <th scope="col">${columns.direction}</th>
          <th scope="col">${columns.words}</th>
          <th scope="col">${columns.description}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}
