import { z } from 'zod';
import { LANGUAGES } from './languages.ts';

/** What a participant can take with it as a table. */
export const OWNED_KINDS = [
  'claims',
  'answers',
  'counter-notices',
  'rights',
  'mandates',
  'sellers',
  'seller-entries',
  'people',
] as const;
export type OwnedKind = (typeof OWNED_KINDS)[number];

export const OWNED_FORMATS = ['csv', 'xlsx'] as const;
export type OwnedFormat = (typeof OWNED_FORMATS)[number];

/** Most rows of a sheet that spreadsheets read, without its head. */
export const MAX_SHEET_ROWS = 1_048_575;

/** `GET /v1/owned/{kind}`: the header `Export-Rows` says about how many rows follow, where that is known. */
export const ownedQuery = z.strictObject({
  format: z.enum(OWNED_FORMATS),
  /** Of the sentences beside the codes; headings are in both. */
  language: z.enum(LANGUAGES).default('en'),
});
