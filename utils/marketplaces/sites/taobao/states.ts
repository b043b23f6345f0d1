import type { StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { at, firstTextAt, listAt, textAt } from '../../value-path.ts';

/**
 * How the server merges its state into the page's, as ICE writes it: the object is the value of a local variable, not of the one
 * that the rest of the page knows.
 */
const ICE_MARKERS = [
  '__ICE_APP_CONTEXT__ || {};var b =',
  '__ICE_APP_CONTEXT__||{};var b=',
  '__ICE_APP_CONTEXT__=Object.assign(',
  '__ICE_APP_CONTEXT__ = Object.assign(',
];

/** Page state of Taobao's and Tmall's listing pages, newest era first. */
export function readStates(state: InlineState): StateRecord[] {
  return [...iceStates(state), ...mobileStates(state), ...shopStates(state), ...configStates(state)];
}

/** 2024 on: the answer of the page's data request, under the route it belongs to. */
function iceStates(state: InlineState): StateRecord[] {
  const values = [
    ...ICE_MARKERS.flatMap((marker) => state.following(marker)),
    ...state.assigned('__ICE_APP_CONTEXT__'),
  ];
  return values.flatMap((value) =>
    listAt(value, 'loaderData').flatMap((route) => {
      const data = at(route, 'data.res');
      if (!at(data, 'item') && !at(data, 'skuCore')) return [];
      const itemId = textAt(data, 'item.itemId') ?? textAt(route, 'data.ssrItemId');
      return [{ name: '__ICE_APP_CONTEXT__', itemId, data: { ice: data } }];
    }),
  );
}

/** detail.m.tmall.com: until 2016 the shape of the desktop page, from 2017 on that of the app's interface. */
function mobileStates(state: InlineState): StateRecord[] {
  const [extra] = state.assigned('_DATA_Mdskip');
  return state.assigned('_DATA_Detail').flatMap((value) => {
    const data = at(value, 'itemDO') ? { shop: value, extra } : { app: value, extra };
    const itemId = firstTextAt(value, ['itemDO.itemId', 'item.itemId', 'rateConfig.itemId']);
    return at(value, 'itemDO') || at(value, 'item') ? [{ name: '_DATA_Detail', itemId, data }] : [];
  });
}

/** Tmall until 2022, with the configuration that its shell sets. */
function shopStates(state: InlineState): StateRecord[] {
  const setups = state.following('TShop.Setup(').filter((value) => at(value, 'itemDO'));
  if (setups.length === 0) return [];
  const configs = state.assigned('g_config');
  return setups.map((shop) => {
    const itemId = firstTextAt(shop, ['itemDO.itemId', 'rateConfig.itemId']);
    const config = configs.find((candidate) => itemId && textAt(candidate, 'itemId') === itemId);
    return { name: 'TShop', itemId, data: { shop, config } };
  });
}

/** Taobao until 2023: the shell's configuration, and the variants that a module of the page is given. */
function configStates(state: InlineState): StateRecord[] {
  const config = state
    .assigned('g_config')
    .find((candidate) => at(candidate, 'idata.item') || textAt(candidate, 'itemId'));
  if (!config) return [];
  const itemId = firstTextAt(config, ['itemId', 'idata.item.id']);
  const variants = ["Hub.config.set('sku',", 'Hub.config.set("sku",']
    .flatMap((marker) => state.following(marker))
    .find((candidate) => {
      const named = textAt(candidate, 'valCartInfo.itemId');
      return named === undefined || named === itemId;
    });
  return [{ name: 'g_config', itemId, data: { config, hub: variants } }];
}

/** What search and store pages keep: the result list until 2023, and the store's own data. */
export function readListStates(state: InlineState): StateRecord[] {
  const results = state
    .assigned('g_page_config')
    .filter((value) => at(value, 'mods'))
    .map((data) => ({ name: 'g_page_config', data }));
  const stores = state
    .assigned('g_config')
    .filter((value) => at(value, 'seller'))
    .map((data) => ({ name: 'g_config', data }));
  const configs = state
    .assigned('shop_config')
    .filter((value) => textAt(value, 'shopId'))
    .map((data) => ({ name: 'shop_config', data }));
  return [...results, ...stores, ...configs];
}
