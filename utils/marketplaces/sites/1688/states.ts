import type { StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { parseLiteral } from '../../literal.ts';
import { at, firstTextAt, listAt, textAt } from '../../value-path.ts';

const CONTEXT_ID_PATHS = [
  'global.globalData.model.offerDetail.offerId',
  'global.globalData.model.tradeModel.offerId',
  'data.Root.fields.dataJson.offerBaseInfo.offerId',
  'data.Root.fields.dataJson.tempModel.offerId',
  'data.gallery.fields.offerId',
];

/** Page state of 1688's listing pages, newest era first. */
export function readStates(state: InlineState): StateRecord[] {
  return [
    ...contextStates(state),
    ...initStates(state),
    ...domainStates(state),
    ...mobileStates(state),
    ...configStates(state),
  ];
}

/** 2025 on: `window.context = (function (path, page) {…})(window.contextPath, {result: {…}})`, or the object alone. */
function contextStates(state: InlineState): StateRecord[] {
  const assigned = state.assigned('window.context');
  const values = assigned.length > 0 ? assigned : state.following('window.contextPath,');
  return values.flatMap((value) => {
    const data = at(value, 'result');
    return at(data, 'data') || at(data, 'global')
      ? [{ name: 'context', itemId: firstTextAt(data, CONTEXT_ID_PATHS), data: withRoot(data) }]
      : [];
  });
}

/** 2021 to 2025: widgets under their numbers, known by the end of their component type. */
function initStates(state: InlineState): StateRecord[] {
  return [...state.assigned('__INIT_DATA'), ...state.assigned('__INIT_DATA__')].flatMap((value) => {
    const globalData = at(value, 'globalData');
    const component: Record<string, unknown> = Object.create(null);
    for (const widget of listAt(value, 'data')) {
      const type = /(?:offer-title|offer-price|main-pic|attribute-new|offer-attribute|offer-logistics)$/.exec(
        textAt(widget, 'componentType') ?? '',
      )?.[0];
      if (type && !(type in component)) component[type] = at(widget, 'data');
    }
    const itemId = textAt(globalData, 'tempModel.offerId') ?? textAt(globalData, 'offerBaseInfo.offerId');
    return globalData || Object.keys(component).length > 0
      ? [{ name: '__INIT_DATA', itemId, data: { globalData, component } }]
      : [];
  });
}

/** Beside it, the model as a JSON text. */
function domainStates(state: InlineState): StateRecord[] {
  return state.assigned('__GLOBAL_DATA').flatMap((value) => {
    const text = textAt(value, 'offerDomain');
    const domain = text?.trim().startsWith('{')
      ? parseLiteral(text.trim(), 0)?.value
      : at(value, 'offerDomain');
    const itemId = textAt(domain, 'offerDetail.offerId') ?? textAt(domain, 'tradeModel.offerId');
    return domain ? [{ name: '__GLOBAL_DATA.offerDomain', itemId, data: { domain } }] : [];
  });
}

/** m.1688.com. */
function mobileStates(state: InlineState): StateRecord[] {
  return state
    .assigned('wingxViewData[0]')
    .filter((mobile) => textAt(mobile, 'subject') !== undefined)
    .map((mobile) => ({ name: 'wingxViewData[0]', itemId: textAt(mobile, 'offerId'), data: { mobile } }));
}

/** Until 2020: three literals, of which one names the item. */
function configStates(state: InlineState): StateRecord[] {
  const config = state.assigned('iDetailConfig').find((candidate) => textAt(candidate, 'offerid'));
  const detail = state.assigned('iDetailData').find((candidate) => at(candidate, 'sku'));
  const [render] = state.following('iDetailData.registerRenderData(');
  if (!config && !detail) return [];
  return [{ name: 'iDetailConfig', itemId: textAt(config, 'offerid'), data: { config, detail, render } }];
}

/** References in this state lead from the object around `result`. */
function withRoot(result: unknown): unknown {
  return Object.assign(Object.create(null), result, { result });
}
