/**
 * Some rows are no page but its state, or the answer to its data request, as JSON. To judge them, the JSON is placed where the
 * marketplace's pages hold it, in a page with nothing else; what is found of them is reported apart from pages.
 */

type Holder = (state: unknown) => { variable: string; value: unknown };

/** `__ICE_APP_CONTEXT__` of Taobao and Tmall holds the request's answer as it came. */
const ice: Holder = (state) => ({
  variable: 'window.__ICE_APP_CONTEXT__',
  value: isObject(member(state, 'loaderData'))
    ? state
    : { loaderData: { home: { data: { res: member(state, 'data') ?? state } } } },
});

/** `__moduleData__` of Lazada's engine; the request's answer holds the same fields as a text of JSON. */
const moduleData: Holder = (state) => {
  const module = member(member(state, 'data'), 'module');
  const fields = typeof module === 'string' ? JSON.parse(module) : undefined;
  return { variable: 'window.__moduleData__', value: fields ? { data: { root: { fields } } } : state };
};

const assigned =
  (variable: string): Holder =>
  (state) => ({ variable, value: state });

/** By marketplace, as the index spells it. */
const HOLDERS: Readonly<Record<string, Holder>> = {
  alibaba: assigned('window.detailData'),
  aliexpress: assigned('window.runParams'),
  '1688': assigned('window.context'),
  taobao: ice,
  tmall: ice,
  'tmall-global': ice,
  goofish: assigned('window.data'),
  lazada: moduleData,
  daraz: moduleData,
  miravia: moduleData,
  trendyol: assigned('window["__envoy_product-detail__PROPS"]'),
};

/**
 * A page that holds this state and nothing else.
 * @param text JSON, or a script that assigns it (`window.data = {…};`).
 * @throws SyntaxError where it is neither.
 */
export function pageOfState(marketplace: string, text: string): string {
  const state: unknown = JSON.parse(text.replace(/^[^{["]*=\s*(?=[{[])/, '').replace(/;\s*$/, ''));
  const holder = Object.hasOwn(HOLDERS, marketplace) ? HOLDERS[marketplace] : undefined;
  const { variable, value } = (holder ?? assigned('window.data'))(state);
  const json = JSON.stringify(value).replace(/<(?=\/script|!--)/gi, '\\u003c');
  return `<!doctype html><html><head><title></title></head><body><script>${variable} = ${json};</script></body></html>`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
