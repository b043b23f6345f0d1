import type { Adapter } from '../../adapter.ts';

const engine: Omit<Adapter, 'id' | 'version'> = {
  states: () => [],
  matchers: () => ({}),
  cards: () => [],
  storeSeller: () => [],
};

export const goofishAdapter: Adapter = { id: 'goofish', version: 1, ...engine };
