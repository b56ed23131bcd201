import { z } from 'zod';
import { AwsError } from '../aws-error.ts';

/**
 * The input of an action of a service that speaks JSON. Throws the refusal that these services share, or the code given: `names`
 * is AWS's spelling of what was wrong.
 */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: Readonly<Record<string, unknown>>,
  code = 'ValidationException',
): z.infer<Schema> {
  // The input has no prototype; zod wants plain objects.
  const read = schema.safeParse({ ...input });
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `Value at '${placeOf(path)}': ${message}`);
  const count = wrong.length === 1 ? '1 validation error' : `${String(wrong.length)} validation errors`;
  throw new AwsError(code, `${count} detected: ${wrong.join('; ').slice(0, 1_000)}`);
}

/** AWS writes the names of members with a small letter here. */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map(String).join('.');
  return `${place.charAt(0).toLowerCase()}${place.slice(1)}`;
}
