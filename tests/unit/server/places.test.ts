import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../../server/src/claims/places.ts';

const full = () => new Error('full');

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

describe('places', () => {
  it('refuse at once what is over one organisation’s part, and leave room for others', async () => {
    const places = createPlaces({ most: 3, mostOfOne: 2 });
    const { open, opened } = gate();
    const working = [1, 2].map(() => places.within('a', full, () => opened));
    expect([places.areFull('a'), places.areFull('b'), places.left()]).toEqual([true, false, 1]);
    expect([places.leftFor('a'), places.leftFor('b')]).toEqual([0, 1]);
    await expect(places.within('a', full, async () => 'done')).rejects.toThrow('full');
    working.push(places.within('b', full, () => opened));
    expect([places.areFull('c'), places.left()]).toEqual([true, 0]);
    open();
    await Promise.all(working);
    expect(await places.within('c', full, async () => 'done')).toBe('done');
  });

  it('are given back by work that fails', async () => {
    const places = createPlaces({ most: 1, mostOfOne: 1 });
    await expect(places.within('a', full, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(places.areFull('a')).toBe(false);
  });
});
