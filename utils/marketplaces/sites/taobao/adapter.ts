import type { Adapter } from '../../adapter.ts';

const engine: Omit<Adapter, 'id' | 'version'> = {
  states: () => [],
  matchers: () => ({}),
  cards: () => [],
  storeSeller: () => [],
};

export const taobaoAdapter: Adapter = { id: 'taobao', version: 1, ...engine };
export const tmallAdapter: Adapter = { id: 'tmall', version: 1, ...engine };
export const tmallGlobalAdapter: Adapter = { id: 'tmall-global', version: 1, ...engine };
