import type { FieldValues } from '@marketsafe/contract';
import { VERIFIED_RIGHT } from './verified-right.ts';

/** Everything that people fill in for a claim that can be finished, under the reason that asks for least. */
export const READY_FIELDS: Partial<FieldValues> = {
  rightId: VERIFIED_RIGHT.rightId,
  reason: 'model-does-not-exist',
  en: 'The owner never made a jacket of this model.',
  zh: '',
  ownerStatement: 'Aurora Ltd. has never made or licensed a jacket of this model.',
  goodFaith: true,
  accurate: true,
  authorised: true,
};
