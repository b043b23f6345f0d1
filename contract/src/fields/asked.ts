import type { ReasonCode } from '../reasons.ts';
import { type DemandedName, FIELD_NAMES, type FieldName, fieldByName, type OfferedName } from './list.ts';

/** A field that a reason asks for. */
export interface AskedField {
  name: DemandedName;
  need: 'required' | 'advised';
}

/** Version of a submission that has every field of the list. */
export const CLAIM_SCHEMA = Math.max(
  ...FIELD_NAMES.map((name) => {
    const { asked } = fieldByName(name);
    return asked.by === 'rule' ? 1 : asked.since;
  }),
);

function needFor(name: FieldName, reason: ReasonCode, schema: number): AskedField['need'] | undefined {
  const { asked } = fieldByName(name);
  return asked.by === 'reason' && asked.since <= schema ? asked.reasons[reason] : undefined;
}

/** What a reason asks for beyond what every claim needs, in the order of the list. `schema`: of the submission. */
export function askedFields(reason: ReasonCode | undefined, schema = CLAIM_SCHEMA): AskedField[] {
  if (reason === undefined) return [];
  return FIELD_NAMES.flatMap((name) => {
    const need = needFor(name, reason, schema);
    // Only fields that reasons ask for have a need.
    return need === undefined ? [] : [{ name: name as DemandedName, need }];
  });
}

/** What every claim may have and none must, in the order of the list. `schema`: of the submission. */
export function offeredFields(schema = CLAIM_SCHEMA): OfferedName[] {
  return FIELD_NAMES.flatMap((name) => {
    const { asked } = fieldByName(name);
    // Only fields that are offered are by an offer.
    return asked.by === 'offer' && asked.since <= schema ? [name as OfferedName] : [];
  });
}
