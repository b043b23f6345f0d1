import type { Adapter } from '../../adapter.ts';

const engine: Omit<Adapter, 'id' | 'version'> = {
  states: () => [],
  matchers: () => ({}),
  cards: () => [],
  storeSeller: () => [],
};

export const lazadaAdapter: Adapter = { id: 'lazada', version: 1, ...engine };
export const darazAdapter: Adapter = { id: 'daraz', version: 1, ...engine };
export const miraviaAdapter: Adapter = { id: 'miravia', version: 1, ...engine };
