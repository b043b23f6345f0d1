import type { Right } from '@marketsafe/contract';

/** A verified trademark that never expires. */
export const VERIFIED_RIGHT: Right = {
  rightId: '00000000-0000-4000-8000-000000000001',
  type: 'trademark',
  brand: 'Aurora',
  mark: 'AURORA',
  place: 'CN',
  number: '12345678',
  owner: 'Aurora Outdoor Ltd',
  niceClasses: [25],
  status: 'verified',
  expiresOn: null,
};
