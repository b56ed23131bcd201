import { z } from 'zod';
import { launchPlanSchema } from '../../shared/launch-plan.ts';
import { words } from '../../shared/words/en.ts';

/** A plan as a JSON schema (2020-12), for editors and for programs that write plans. What it allows, `launch` can read. */
export function planSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(launchPlanSchema, { io: 'input' });
  const { title, description } = words.cliLaunch.schema;
  return { $schema, title, description, ...schema };
}
