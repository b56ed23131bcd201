import { visible } from './safe-text.ts';

/** Text that is markup already. Everything else that goes into `html` is escaped. */
export type Html = { readonly markup: string };
type Part = Html | string | number | readonly Html[] | null;

/** Markup with values in it, none of which can become markup by itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = texts.map((text, at) => text + (at < parts.length ? markupOf(parts[at] ?? null) : ''));
  return { markup: markup.join('') };
}

/** A name that somebody else chose: it cannot turn around the text beside it. */
export function name(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

function markupOf(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(visible(String(part)));
  if ('markup' in part) return part.markup;
  return part.map(({ markup }) => markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? '');
}
