import { words } from '../words/en.ts';

const said = words.startScript.page;

/**
 * The page that tells which machine one has reached. `name` and `zone` are what the machine's own program puts there: places to fill
 * in, in its own notation. Holds no apostrophe, backslash, brace or dollar sign of its own, so that every shell can carry it.
 */
export function pageHtml(filled: {
  readonly name: string;
  readonly zone: string;
  readonly howToEnd: string;
}): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${filled.name}</title>
<body style="font: 18px/1.5 sans-serif; max-width: 36em; margin: 4em auto; padding: 0 1em">
<h1>${filled.name}</h1>
<p>${said.runsIn} <b>${filled.zone}</b>.</p>
<p>${said.madeBy}</p>
<p>${said.replace} <code>${filled.howToEnd}</code></p>
`;
}
