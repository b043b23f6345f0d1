import type { Refused } from '@marketsafe/words';

/** Something that a person asked for is not done, and they are told why. The cause, if any, is for developers. */
export class Refusal extends Error {
  readonly refused: Refused;

  constructor(refused: Refused, options?: ErrorOptions) {
    super(refused.code, options);
    this.name = 'Refusal';
    this.refused = refused;
  }
}
