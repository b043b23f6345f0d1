import { askedFields } from './asked.ts';
import { type DraftFields, fieldOf } from './values.ts';

/**
 * The order that a claim rests on, in the one form in which orders are compared; undefined where its reason asks for none, or none was
 * filled in. An order supports one claim.
 */
export function testBuyOrderOf(claim: DraftFields): string | undefined {
  if (!askedFields(claim.reason).some(({ name }) => name === 'testBuyOrder')) return undefined;
  return fieldOf(claim, 'testBuyOrder').trim().toUpperCase() || undefined;
}
