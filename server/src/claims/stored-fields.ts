import type { ClaimDetail, SentFields } from '@marketsafe/contract';

/** What people filled in, as a claim's row keeps it: one column for each group of fields, so that one more field needs none. */
type FieldGroups = Pick<
  ClaimDetail,
  Extract<keyof ClaimDetail, Exclude<keyof SentFields, 'rightId' | 'reason'>>
>;
export type FieldGroup = keyof FieldGroups;

/** Names of the columns, which are those of the groups. */
export const FIELD_COLUMNS = [
  'explanation',
  'declarations',
  'particulars',
] as const satisfies readonly FieldGroup[];

/** What the columns are given. */
export function columnsOf(claim: SentFields): Record<FieldGroup, string> {
  return {
    explanation: JSON.stringify(claim.explanation),
    declarations: JSON.stringify(claim.declarations),
    particulars: JSON.stringify(claim.particulars ?? {}),
  };
}

/** What the columns hold. */
export function fieldGroupsOf({ explanation, declarations, particulars }: FieldGroups): FieldGroups {
  return { explanation, declarations, particulars };
}
