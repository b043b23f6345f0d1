import type { StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { at, textAt } from '../../value-path.ts';

/**
 * Where a script holds the answer of the item's data request (`mtop.taobao.idle.pc.detail`), under whatever variable. The site itself
 * keeps it in no script. Item and seller stand side by side in one answer, so two answers on a page leave the sellers out.
 */
export function readStates(state: InlineState): StateRecord[] {
  const items = state.following('"itemDO":').filter((item) => textAt(item, 'itemId'));
  const sellers = state.following('"sellerDO":').filter((seller) => textAt(seller, 'nick'));
  return items.map((item) => ({
    name: 'mtop',
    itemId: textAt(item, 'itemId'),
    data: {
      itemDO: item,
      ...(items.length === 1 && sellers.length === 1 && { sellerDO: sellers[0] }),
    },
  }));
}

/** The answer of the search request (`mtop.taobao.idlemtopsearch.pc.search`), where a script holds it. */
export function readListStates(state: InlineState): StateRecord[] {
  return state
    .following('"resultList":')
    .filter((list) => Array.isArray(list) && at(list, '0.data.item.main') !== undefined)
    .map((resultList) => ({ name: 'mtop', data: { resultList } }));
}
