/** The look of the page. No colour says anything alone: a word, a shape or the kind of a line says it too. */
export const REPORT_CSS = `
:root {
  --paper: #ffffff; --card: #ffffff; --ink: #16191f; --soft: #545b64; --line: #c6cbd1; --shade: #f4f5f7;
  --danger: #b3160c; --caution: #7a5200; --note: #0f5ea8;
  --danger-shade: #fdecea; --caution-shade: #fdf3d7; --note-shade: #e8f1fb; --link: #0b5394;
  color-scheme: light dark;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1419; --card: #171d24; --ink: #e9ecef; --soft: #aab3bd; --line: #3a444f; --shade: #1c242c;
    --danger: #ff9d94; --caution: #f5c451; --note: #8cc2ff;
    --danger-shade: #3a1614; --caution-shade: #352a0d; --note-shade: #10263d; --link: #8cc2ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.5rem 3rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.1rem; line-height: 1.35; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1rem; line-height: 1.45; margin: 0 0 .25rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
ul { margin: .25rem 0; padding-left: 1.25rem; }
code, .id { font: .85em/1.4 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; color: var(--soft); font-weight: normal; }
code { white-space: nowrap; }
.intro { max-width: 46rem; color: var(--soft); }
.facts { display: grid; gap: .2rem .75rem; margin: .75rem 0; }
.facts div, .reasons div { display: grid; grid-template-columns: 9.5rem 1fr; gap: .75rem; }
dt { color: var(--soft); } dd { margin: 0; }
dd ul { list-style: none; padding: 0; margin: 0; }
.verdict { font-size: 1.15rem; font-weight: 600; }
.counts { list-style: none; padding: 0; margin: 1rem 0; display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; }
.counts li { border: 1px solid var(--line); border-top: 5px solid var(--line); border-radius: 4px; padding: .75rem 1rem; background: var(--card); }
.counts strong { display: block; font-size: 2rem; line-height: 1.2; }
.counts li > span:last-child { color: var(--soft); font-size: .9rem; }
.counts .danger { border-top-color: var(--danger); } .counts .caution { border-top-color: var(--caution); border-top-style: double; }
.counts .note { border-top-color: var(--note); border-top-style: dotted; }
.badge { display: inline-block; padding: 0 .5rem; border: 1px solid currentColor; border-radius: 3px; font-size: .85rem; line-height: 1.5; font-weight: 700; white-space: nowrap; }
.counts .badge { margin-bottom: .25rem; }
.badge.danger { color: var(--danger); background: var(--danger-shade); border-width: 2px; }
.badge.caution { color: var(--caution); background: var(--caution-shade); }
.badge.note { color: var(--note); background: var(--note-shade); border-style: dotted; }
.unread { border: 2px dashed var(--caution); border-radius: 4px; padding: .25rem 1rem .5rem; margin: 1.25rem 0; background: var(--card); }
.unread h3 { margin-top: .5rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--shade); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
.short { white-space: nowrap; }
.numbers td { font-variant-numeric: tabular-nums; }
.group { border: 1px solid var(--line); border-left: 7px solid var(--note); border-radius: 4px; padding: .25rem 1.25rem 1rem; margin: 1.25rem 0; background: var(--card); }
.group.danger { border-left-color: var(--danger); } .group.caution { border-left: 7px double var(--caution); }
.group.note { border-left-style: dotted; }
.group h3 { margin-top: .75rem; font-size: 1.2rem; }
.group .facts { font-size: .95rem; }
.region { color: var(--soft); font-weight: normal; font-size: .95rem; }
.finding { border-top: 1px solid var(--line); padding: .85rem 0 .25rem; margin-top: .75rem; }
.about { color: var(--soft); font-size: .9rem; margin: 0 0 .4rem; }
.notes { margin: .25rem 0 .5rem; }
.reasons { margin: .25rem 0 .5rem; display: grid; gap: .3rem; }
.rules-heading { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: .85rem; }
.rules { font-size: .9rem; }
.rules th.id { white-space: nowrap; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
@media screen and (max-width: 44rem) {
  .counts { grid-template-columns: 1fr; }
  .facts div, .reasons div { grid-template-columns: 1fr; gap: 0; }
  table:not(.numbers), table:not(.numbers) :is(tbody, tr, th, td) { display: block; }
  table:not(.numbers) thead { position: absolute; clip-path: inset(50%); overflow: hidden; width: 1px; height: 1px; }
  table:not(.numbers) tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  table:not(.numbers) :is(th, td) { border: 0; padding: .1rem 0; }
}
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print {
  body { padding: 0; max-width: none; line-height: 1.4; }
  :root { font-size: 9pt; --ink: #000000; --soft: #333333; --line: #777777; }
  h2 { margin-top: 1.75rem; }
  h2, h3, h4, .group > .facts, .about { break-after: avoid; }
  tr, .counts, .unread li, .finding h4, .reasons div { break-inside: avoid; }
  .finding { break-inside: avoid; }
  .group { box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
  a[href^="#"] { font-weight: inherit; }
  .badge, .counts li, .group, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .badge.danger { color: #ffffff; background: #000000; border-color: #000000; }
  .badge.caution { color: #000000; background: #dddddd; border-color: #000000; }
  .badge.note { color: #000000; background: #ffffff; border-color: #000000; }
}
`;
