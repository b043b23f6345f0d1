import type { Caller } from '../organisations/service.ts';

/** What an entry says of a person who does not belong to the organisation of the chain: their name, which its own people cannot look up. */
export function staffDetail({ as, userName }: Pick<Caller, 'as' | 'userName'>): { staff?: string } {
  return as ? { staff: userName } : {};
}
