import type { TestBuyConclusion, TestBuyFileRole, TestBuyStage } from '@marketsafe/contract';
import { m } from '../messages.ts';
import { naming } from '../naming.ts';

/** How far a test buy has come. */
export const testBuyStageName = naming<TestBuyStage>({
  planned: m.testbuys_stage_planned,
  ordered: m.testbuys_stage_ordered,
  shipped: m.testbuys_stage_shipped,
  received: m.testbuys_stage_received,
  examined: m.testbuys_stage_examined,
  reported: m.testbuys_stage_reported,
  cancelled: m.testbuys_stage_cancelled,
  'not-delivered': m.testbuys_stage_not_delivered,
});

/** What a file of a test buy is. */
export const testBuyFileRoleName = naming<TestBuyFileRole>({
  parcel: m.testbuys_role_parcel,
  unboxing: m.testbuys_role_unboxing,
  goods: m.testbuys_role_goods,
  label: m.testbuys_role_label,
  report: m.testbuys_role_report,
  order: m.testbuys_role_order,
  waybill: m.testbuys_role_waybill,
  payment: m.testbuys_role_payment,
  other: m.testbuys_role_other,
});

/** What an examination came to. */
export const testBuyConclusionName = naming<TestBuyConclusion>({
  counterfeit: m.testbuys_conclusion_counterfeit,
  genuine: m.counter_cause_genuine,
  undecided: m.testbuys_conclusion_undecided,
});
