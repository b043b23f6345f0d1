import type { StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { at, firstTextAt, listAt, textAt } from '../../value-path.ts';

/** The `*Module` era (2019 to early 2023) and the `*Component` era (2023) hold the same data under other names. */
const ITEM_ID_PATHS = [
  'productInfoComponent.idStr',
  'productInfoComponent.id',
  'actionModule.productId',
  'commonModule.productId',
  'pageModule.productId',
  'storeModule.productId',
  'GLOBAL_DATA.globalData.productId',
  'PRICE.productId',
];

/** Where scripts put the answer of the page's data request, when they keep it in a variable at all. */
const RESULT_PATHS = [
  '',
  'data',
  'result',
  'data.result',
  'data.data',
  'data.data.result',
  'lifeCycleEventList.0.data',
];
const RESULT_NAMES = ['runParams', 'DCData', '_pdp_cache_', '_init_data_', '_d_c_'];

/** Page state of AliExpress's listing pages, fullest first. */
export function readStates(state: InlineState): StateRecord[] {
  return [...moduleStates(state), ...resultStates(state), ...aerStates(state), ...clientStates(state)];
}

function moduleStates(state: InlineState): StateRecord[] {
  return state.assigned('runParams').flatMap((value) => {
    const data = at(value, 'data');
    if (
      !at(data, 'titleModule') &&
      !at(data, 'productInfoComponent') &&
      !at(data, 'imageModule') &&
      !at(data, 'imageComponent')
    )
      return [];
    return [{ name: 'runParams', itemId: firstTextAt(data, ITEM_ID_PATHS), data }];
  });
}

function resultStates(state: InlineState): StateRecord[] {
  return RESULT_NAMES.flatMap((name) =>
    state.assigned(name).flatMap((value) => {
      const data = RESULT_PATHS.map((path) => at(value, path)).find(
        (candidate) =>
          at(candidate, 'PRODUCT_TITLE') !== undefined || at(candidate, 'HEADER_IMAGE_PC') !== undefined,
      );
      return data ? [{ name, itemId: firstTextAt(data, ITEM_ID_PATHS), data }] : [];
    }),
  );
}

/** Client-rendered pages (2024 on) ship only the pictures; those of 2015 to 2018 set their big pictures on `runParams`. */
function clientStates(state: InlineState): StateRecord[] {
  const client = state.assigned('DCData').filter((data) => at(data, 'imagePathList') !== undefined);
  const pictures = state.assigned('runParams.imageBigViewURL').map((list) => ({ imageBigViewURL: list }));
  return [
    ...client.map((data) => ({ name: 'DCData', data })),
    ...pictures.map((data) => ({ name: 'runParams', data })),
  ];
}

const STORE_WIDGET = /(?:^|\/)SnowStoreContext/;

/**
 * aliexpress.ru: a tree of widgets, one of which carried the item as its properties until its pages fetched it themselves, and one
 * the store. The store's names no item: it counts beside the item, or where nothing names another one.
 */
function aerStates(state: InlineState): StateRecord[] {
  const tree = state.json('__AER_DATA__');
  let aer: unknown;
  let aerStore: unknown;
  for (const widget of widgets(tree)) {
    const props = at(widget, 'props');
    if (isItem(props)) aer ??= props;
    else if (STORE_WIDGET.test(textAt(widget, 'widgetId') ?? '')) aerStore ??= props;
  }
  if (aer === undefined && aerStore === undefined) return [];
  return [{ name: '__AER_DATA__', itemId: textAt(aer, 'id'), data: { aer, aerStore } }];
}

function isItem(props: unknown): boolean {
  const id = textAt(props, 'id');
  return (
    id !== undefined &&
    /^\d{6,19}$/.test(id) &&
    textAt(props, 'name') !== undefined &&
    Array.isArray(at(props, 'gallery'))
  );
}

/** The widgets of a page, parents first. */
function* widgets(tree: unknown): Generator<unknown> {
  const queue: unknown[] = [...listAt(tree, 'widgets')];
  for (let visited = 0; visited < queue.length && visited < 3_000; visited++) {
    const widget = queue[visited];
    yield widget;
    queue.push(...listAt(widget, 'children'));
  }
}

/** Where a search page's lists stand, newest first. */
const LIST_PATHS = [
  'data.data.root.fields.mods.itemList.content',
  'data.root.fields.mods.itemList.content',
  'mods.itemList.content',
  'items',
];

/** Lists of search pages (2019 on), and the configuration of store pages. */
export function readListStates(state: InlineState): StateRecord[] {
  const lists = ['_init_data_', 'runParams'].flatMap((name) =>
    state.assigned(name).flatMap((value) =>
      LIST_PATHS.flatMap((path) => {
        const data = at(value, path);
        return Array.isArray(data) && data.length > 0 ? [{ name: `${name}.${path}`, data }] : [];
      }),
    ),
  );
  const stores = state
    .assigned('pageConfig')
    .flatMap((data) => (at(data, 'storeId') === undefined ? [] : [{ name: 'pageConfig', data }]));
  return [...lists, ...stores];
}
