import { type ReviewFilter, reviewFilter } from '@marketsafe/contract';

/** The queue's choice as an address has it: what is not among it, or makes no sense, is as usual. */
export function filterOf(search: Record<string, unknown>): ReviewFilter {
  const whole = reviewFilter.safeParse(
    Object.fromEntries(
      Object.keys(reviewFilter.shape).flatMap((name) =>
        search[name] === undefined ? [] : [[name, search[name]]],
      ),
    ),
  );
  return whole.success ? whole.data : reviewFilter.parse({});
}

/** A choice as the address keeps it: what is as usual is left out. */
export function searchOf({ assigned, state, ...rest }: ReviewFilter): Partial<ReviewFilter> {
  return {
    ...(assigned !== 'all' && { assigned }),
    ...(state !== 'in_review' && { state }),
    ...rest,
  };
}
