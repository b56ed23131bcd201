import { z } from 'zod';

/** Who may not do what, as far as AWS has said it. */
export type Denial = {
  /** As a policy names it: `ec2:RunInstances`. */
  readonly action: string;
  /** An ARN, or a pattern of ARNs. */
  readonly resource: string | null;
  /** Whose calls these are. */
  readonly principalArn: string | null;
  /** True where a rule forbids it: what else one is permitted does not count then. */
  readonly isForbidden: boolean;
  /** The kind of that rule in AWS's own words, such as `service control policy`. */
  readonly forbiddenBy: string | null;
};

/** What DecodeAuthorizationMessage answers: JSON text. Null where it is anything else. */
export function denialFromDecoded(text: string): Denial | null {
  const read = decodedSchema.safeParse(parsed(text));
  if (!read.success) return null;
  const { explicitDeny, context } = read.data;
  return {
    action: context.action,
    resource: context.resource ?? null,
    principalArn: context.principal?.arn ?? null,
    isForbidden: explicitDeny,
    forbiddenBy: null,
  };
}

/** AWS names action and resource in the text of most refusals, and the kind of the policy that decided. */
export function denialFromMessage(message: string): Denial | null {
  const said = /(?:User: (\S+) is )?not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/i.exec(
    message,
  );
  if (said === null) return null;
  const [, principalArn = null, action = '', resource = null] = said;
  const forbidding = FORBIDDEN.exec(message);
  return {
    action,
    resource: resource === '*' ? null : resource,
    principalArn,
    isForbidden: forbidding !== null,
    forbiddenBy: forbidding?.[1] ?? forbidding?.[2] ?? null,
  };
}

// An explicit deny, or a bound that does not allow it: no policy of the person's own lifts either.
const FORBIDDEN =
  /with an explicit deny(?: in an? ([a-z -]+ policy|permissions boundary))?|because no (service control policy|resource control policy|permissions boundary|session policy|VPC endpoint policy) allows/i;

const decodedSchema = z.object({
  explicitDeny: z.boolean(),
  context: z.object({
    principal: z.object({ arn: z.string() }).optional(),
    action: z.string().regex(/^[\w-]+:\w+$/),
    resource: z.string().optional(),
  }),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
