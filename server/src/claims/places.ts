/** Claims that may wait at the same time: what is over is better off coming again. */
export interface Places {
  /** How many are left for anybody. */
  left(): number;
  /** How many are left for this organisation. */
  leftFor(organisationId: string): number;
  /** Whether there is none left for this organisation. */
  areFull(organisationId: string): boolean;
  /**
   * Does the work in a place of the organisation's.
   * @param full makes the error where there is none left
   */
  within<Result>(organisationId: string, full: () => Error, work: () => Promise<Result>): Promise<Result>;
}

/**
 * @param most of all organisations
 * @param mostOfOne of one organisation, so that there is room for others whatever it sends
 */
export function createPlaces({ most, mostOfOne }: { most: number; mostOfOne: number }): Places {
  const taken = new Map<string, number>();
  let total = 0;
  const takenBy = (organisationId: string) => taken.get(organisationId) ?? 0;
  const left = () => most - total;
  const leftFor = (organisationId: string) => Math.min(left(), mostOfOne - takenBy(organisationId));
  const areFull = (organisationId: string) => leftFor(organisationId) <= 0;
  return {
    left,
    leftFor,
    areFull,
    async within(organisationId, full, work) {
      if (areFull(organisationId)) throw full();
      total += 1;
      taken.set(organisationId, takenBy(organisationId) + 1);
      try {
        return await work();
      } finally {
        total -= 1;
        const left = takenBy(organisationId) - 1;
        if (left === 0) taken.delete(organisationId);
        else taken.set(organisationId, left);
      }
    },
  };
}
