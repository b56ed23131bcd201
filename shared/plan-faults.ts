import { launchPlanSchema } from './launch-plan.ts';
import { nearNames } from './near-names.ts';
import { words } from './words/en.ts';
import { z } from './zod.ts';

type Issue = z.core.$ZodIssue;

/**
 * What keeps a document from being a plan, a line for each field: where it is, and what was expected there. Never what stands there: it
 * may be any file; but for the names of fields that a plan does not have, since they are mostly slips of the pen.
 */
export function planFaults({ issues }: z.ZodError, given: unknown): readonly string[] {
  const lines = issues.map((issue) => {
    const place = placeOf(issue.path);
    return isMissing(issue, given)
      ? says.missing(place, expectedIn(issue))
      : says.wrong(place, expectedIn(issue));
  });
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), says.more(more)] : lines;
}

const MOST_LINES = 8;
const { faults: says } = words.planFiles;

/** As a program would write it: `placements[1].zoneName`. */
function placeOf(path: readonly PropertyKey[]): string {
  const whole = path
    .map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${String(part)}`))
    .join('');
  return whole === '' ? says.whole : whole.replace(/^\./u, '');
}

function isMissing({ path, code }: Issue, given: unknown): boolean {
  if (path.length === 0 || code === 'unrecognized_keys') return false;
  let at = given;
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = Reflect.get(at, part);
  }
  return at === undefined;
}

function expectedIn(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return says.unknownFields(issue.keys.map((key) => named(key, fieldsAt(issue.path))).join(', '));
    case 'invalid_type':
      return says.expected[issue.expected as keyof typeof says.expected] ?? says.another;
    case 'invalid_value':
      return says.oneOf(issue.values.map((value) => JSON.stringify(value)).join(', '));
    case 'too_small':
      return says.atLeast(Number(issue.minimum), isLength(issue.origin));
    case 'too_big':
      return says.atMost(Number(issue.maximum), isLength(issue.origin));
    case 'invalid_format':
      return formOf(issue);
    case 'invalid_union':
      return says.oneOfKinds;
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return says.another;
  }
}

/** What is wanted, in words: nobody has to read a pattern. */
function formOf({ format, path }: Extract<Issue, { readonly code: 'invalid_format' }>): string {
  if (format === 'ipv4') return says.forms.ipv4;
  const field = String(path.at(-1));
  const form: string | undefined = Reflect.get(says.forms, field) as string | undefined;
  return form ?? (path[0] === 'size' && field === 'name' ? says.forms.sizeName : says.another);
}

/** A name that there is not, with those that were probably meant. */
function named(key: string, fields: readonly string[]): string {
  const near = nearNames(key, fields).map((name) => `“${name}”`);
  const shown = `“${shortened(key)}”`;
  return near.length === 0 ? shown : says.meant(shown, near.join(', '));
}

/** Of what is longer, its beginning says which one it is. */
function shortened(text: string): string {
  return text.length > MOST_SIGNS ? `${text.slice(0, MOST_SIGNS)}…` : text;
}

const MOST_SIGNS = 80;

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The fields that a plan may have at this place, of every kind that can stand there. */
function fieldsAt(path: readonly PropertyKey[]): readonly string[] {
  const whole: readonly JsonSchema[] = [z.toJSONSchema(launchPlanSchema, { io: 'input' })];
  const there = path.reduce<readonly JsonSchema[]>(
    (schemas, part) => schemas.flatMap(kindsOf).flatMap((schema) => partOf(schema, part)),
    whole,
  );
  return there.flatMap(kindsOf).flatMap(({ properties }) => Object.keys(properties ?? {}));
}

function kindsOf(schema: JsonSchema): readonly JsonSchema[] {
  return (schema.oneOf ?? schema.anyOf ?? [schema]).filter(isSchema);
}

function partOf({ items, properties }: JsonSchema, part: PropertyKey): readonly JsonSchema[] {
  const next = typeof part === 'number' ? items : properties?.[String(part)];
  return [next].flat().filter(isSchema);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}

function isLength(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}
