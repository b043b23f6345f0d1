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

/** aliexpress.ru: a tree of widgets, one of which carries the item as its properties. */
function aerStates(state: InlineState): StateRecord[] {
  const queue: unknown[] = [...listAt(state.json('__AER_DATA__'), 'widgets')];
  for (let visited = 0; visited < 3_000; visited++) {
    const widget = queue.shift();
    if (widget === undefined) return [];
    const props = at(widget, 'props');
    const itemId = textAt(props, 'id');
    if (itemId && /^\d{7,19}$/.test(itemId) && textAt(props, 'name') && Array.isArray(at(props, 'gallery'))) {
      return [{ name: '__AER_DATA__', itemId, data: { aer: props } }];
    }
    queue.push(...listAt(widget, 'children'));
  }
  return [];
}
