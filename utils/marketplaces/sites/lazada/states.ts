import type { StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { parseLiteral, skipSpace } from '../../literal.ts';
import { at, firstTextAt, listAt, textAt } from '../../value-path.ts';

const ITEM_ID_PATHS = [
  'primaryKey.itemId',
  'skuInfos.0.itemId',
  'productOption.skuBase.skus.0.itemId',
  'tracking.pdt_sku',
];

/**
 * Page state of listings: the argument of `app.run` until about 2021, then `__moduleData__`, in full until 2024; since 2025 the server
 * leaves out seller and prices (`globalConfig.reGetDetail`) and the page asks for them. The answer holds the same parts, as a string
 * of JSON.
 */
export function readStates(state: InlineState): StateRecord[] {
  const records = [
    ...state.assigned('__moduleData__').flatMap((value) => record('__moduleData__', fieldsOf(value))),
    ...state.following('app.run(').flatMap((value) => record('app.run', fieldsOf(value))),
  ];
  if (records.length > 0) return records;
  return state.following('"data":').flatMap((answer) => {
    const text = textAt(answer, 'module');
    const module = text === undefined ? undefined : parseLiteral(text, skipSpace(text, 0))?.value;
    return record('module', module);
  });
}

function fieldsOf(value: unknown): unknown {
  return at(value, 'data.root.fields') ?? at(value, 'root.fields');
}

function record(name: string, data: unknown): StateRecord[] {
  if (at(data, 'product') === undefined && at(data, 'skuInfos') === undefined) return [];
  const itemId = firstTextAt(data, ITEM_ID_PATHS);
  return [{ name, itemId: itemId && /^\d{6,20}$/.test(itemId) ? itemId : undefined, data }];
}

/** Page state of search and category pages until 2024: the cards and what they were searched by. */
export function readListStates(state: InlineState): StateRecord[] {
  return state
    .assigned('pageData')
    .filter((data) => listAt(data, 'mods.listItems').length > 0)
    .map((data) => ({ name: 'pageData', data }));
}
