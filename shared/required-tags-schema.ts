import { refusalOfRequired } from './required-tags.ts';
import { z } from './zod.ts';

const requiredTag = z.strictObject({ key: z.string().max(1_000), value: z.string().max(1_000) });

/** As it comes from the screen: which of them AWS would refuse is said in words. */
export const givenRequiredTags = z.array(requiredTag).max(100);

/** As it is kept: none that AWS would refuse. */
export const requiredTagsSchema = givenRequiredTags.refine((tags) => refusalOfRequired(tags) === null);
