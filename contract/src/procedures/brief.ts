import { z } from 'zod';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';
import { bilingual, ownWords, places } from './kinds.ts';

// Objects that drop what they do not know: a device goes on with a server that is newer than itself.

/** Which procedures an answer holds: it changes with the release and with every change of the program's. */
export const bookVersion = z.string().regex(/^[0-9a-f]{16}\.\d{1,15}$/);

const value = <Value>(schema: z.ZodType<Value>) =>
  z.object({ value: schema, isUnverified: z.boolean(), from: z.string().nullable() });

/** What a device needs of one marketplace's procedure beside a draft. `from`: title of the source. What is not known is null. */
export const procedureBrief = z.object({
  marketplace: z.enum(MARKETPLACE_IDS),
  /** Country of the site; null for the marketplace as a whole. */
  site: z.string().nullable(),
  route: value(bilingual(2_000)).nullable(),
  places: value(places).nullable(),
  links: value(z.int()).nullable(),
  megabytes: value(z.int()).nullable(),
  files: value(z.int()).nullable(),
  /** Endings of file names. A server from before said nothing of them. */
  fileTypes: value(z.array(z.string())).nullable().default(null),
  sellerSees: z.array(value(bilingual(2_000))),
  reasons: z.array(
    z.object({
      code: z.enum(REASON_CODES),
      wording: value(ownWords).nullable(),
      documents: value(z.array(bilingual(500))).nullable(),
      reveals: value(bilingual(2_000)).nullable(),
    }),
  ),
});
export type ProcedureBrief = z.infer<typeof procedureBrief>;

/** `GET /v1/procedures/brief`: null where the version that the device names in `known` still holds. */
export const procedureBriefs = z.object({
  version: bookVersion,
  briefs: z.array(procedureBrief).nullable(),
});
