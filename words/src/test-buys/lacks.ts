import type { TestBuyLack } from '@marketsafe/contract';
import { m } from '../messages.ts';
import { naming } from '../naming.ts';

/** What a test buy lacks, as a sentence that says what to do. */
export const testBuyLackSentence = naming<TestBuyLack>({
  right: m.testbuys_lack_right,
  listing: m.testbuys_lack_listing,
  capture: m.testbuys_lack_capture,
  'order-number': m.testbuys_lack_order_number,
  price: m.testbuys_lack_price,
  'not-received': m.testbuys_lack_not_received,
  'parcel-photos': m.testbuys_lack_parcel_photos,
  unboxing: m.testbuys_lack_unboxing,
  'goods-photos': m.testbuys_lack_goods_photos,
  'label-photos': m.testbuys_lack_label_photos,
  bag: m.testbuys_lack_bag,
  statement: m.testbuys_lack_statement,
  'statement-conclusion': m.testbuys_lack_conclusion,
  'consent-order': m.testbuys_lack_consent_order,
  'consent-photos': m.testbuys_lack_consent_photos,
  'signed-report': m.testbuys_lack_signed_report,
});
