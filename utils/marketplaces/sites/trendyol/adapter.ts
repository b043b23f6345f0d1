import type { Adapter } from '../../adapter.ts';

const engine: Omit<Adapter, 'id' | 'version'> = {
  states: () => [],
  matchers: () => ({}),
  cards: () => [],
  storeSeller: () => [],
};

export const trendyolAdapter: Adapter = { id: 'trendyol', version: 1, ...engine };
