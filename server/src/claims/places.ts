/** Claims that may wait at the same time: what is over is better off coming again. */
export interface Places {
  /** Whether there is none left for anybody. */
  isFull(): boolean;
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
  const isFull = () => total >= most;
  const areFull = (organisationId: string) => isFull() || takenBy(organisationId) >= mostOfOne;
  return {
    isFull,
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
