import type { Found, ListingPage } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { listAt, textAt } from '../../value-path.ts';
import { shipsFromChoice } from './variants.ts';

/** Where each era keeps its ways of delivery. */
const DELIVERY_PATHS = [
  'shippingModule.generalFreightInfo.originalLayoutResultList',
  'webGeneralFreightCalculateComponent.originalLayoutResultList',
  'SHIPPING.originalLayoutResultList',
  'SHIPPING.deliveryLayoutInfo',
];

/** Where the goods are sent from, if the page names one place: several are a choice of the buyer's. Where to is the viewer's. */
export function shipFrom(page: ListingPage): Found<string> | undefined {
  const choice = shipsFromChoice(page);
  const [origin] = choice?.origins ?? [];
  if (choice && origin) {
    return choice.origins.length === 1 ? { value: origin, raw: origin, source: choice.source } : undefined;
  }
  return firstOf(page.states, DELIVERY_PATHS, (record, path) => {
    const origins = new Set(
      listAt(record.data, path).flatMap((way) => textAt(way, 'bizData.shipFrom') ?? []),
    );
    const [only] = origins;
    return only && origins.size === 1 && { value: only, raw: only, source: stateSource(record, path) };
  });
}
