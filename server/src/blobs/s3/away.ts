import { STORE_AWAY } from '../../unavailable.ts';

/** The object store cannot be reached, refuses us, or answers with something else than what was asked: what it holds is not known. */
export class StoreAway extends Error {
  override name = 'StoreAway';
  readonly code = STORE_AWAY;
  /** Why it refused, as the store names it; null where it did not answer. */
  readonly refusal: string | null;

  constructor(message: string, { refusal = null, cause }: { refusal?: string | null; cause?: unknown } = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.refusal = refusal;
  }
}
