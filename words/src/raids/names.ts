import type {
  Custodian,
  Finality,
  InstrumentKind,
  InventoryField,
  LinkGrade,
  RaidConsent,
  RaidFileRole,
  RaidOutcomeKind,
  RaidRequest,
  RaidStage,
  TieKind,
} from '@marketsafe/contract';
import { m } from '../messages.ts';
import { naming } from '../naming.ts';

/** What kind of paper an instrument is. */
export const instrumentKindName = naming<InstrumentKind>({
  'preservation-record': m.raids_kind_preservation,
  'penalty-decision': m.raids_kind_penalty,
  'customs-decision': m.raids_kind_customs,
  'police-record': m.raids_kind_police,
  judgment: m.raids_kind_judgment,
  'search-order': m.raids_kind_search,
  other: m.raids_kind_other,
});

export const finalityName = naming<Finality>({
  final: m.raids_finality_final,
  appealable: m.raids_finality_appealable,
  unknown: m.raids_finality_unknown,
});

/** By what a party and a shop are tied together. */
export const tieKindName = naming<TieKind>({
  'named-in-paper': m.raids_link_named,
  'waybill-sender': m.raids_link_waybill,
  'payment-account': m.raids_link_payment,
  'order-number': m.raids_link_order,
  admission: m.raids_link_admission,
  contact: m.raids_link_contact,
  'code-on-carton': m.raids_link_carton,
  'same-photos': m.raids_link_photos,
  'same-name': m.raids_link_name,
});

export const linkGradeName = naming<LinkGrade>({
  A: m.raids_grade_a,
  B: m.raids_grade_b,
  C: m.raids_grade_c,
});

/** What a file of a raid is. */
export const raidFileRoleName = naming<RaidFileRole>({
  instrument: m.raids_role_instrument,
  permission: m.raids_role_permission,
  event: m.raids_role_event,
  inventory: m.raids_role_inventory,
  authentication: m.raids_role_authentication,
  annex: m.raids_role_annex,
  proof: m.raids_role_proof,
  custody: m.raids_role_custody,
  translation: m.raids_role_translation,
});

/** A part of a raid that goes only with consent. */
export const raidConsentName = naming<RaidConsent>({
  instrument: m.raids_consent_instrument,
  event: m.raids_consent_event,
  parties: m.raids_consent_parties,
  inventory: m.raids_consent_inventory,
  authentication: m.raids_consent_authentication,
  proofs: m.raids_consent_proofs,
});

/** Who has goods in hand. */
export const custodianName = naming<Custodian | 'requester'>({
  requester: m.raids_custodian_requester,
  authority: m.raids_custodian_authority,
  court: m.raids_custodian_court,
  warehouse: m.raids_custodian_warehouse,
  laboratory: m.raids_custodian_laboratory,
  lawyer: m.raids_custodian_lawyer,
  carrier: m.raids_custodian_carrier,
  destruction: m.raids_custodian_destruction,
  other: m.raids_custodian_other,
});

/** What a package asks for. */
export const raidRequestName = naming<RaidRequest>({
  closure: m.raids_request_closure,
  removal: m.raids_request_removal,
});

export const raidOutcomeName = naming<RaidOutcomeKind>({
  'stores-closed': m.raids_outcome_closed,
  'accounts-linked': m.raids_outcome_linked,
  'listings-removed': m.raids_outcome_removed,
  penalty: m.raids_outcome_penalty,
  refused: m.raids_outcome_refused,
});

export const raidStageName = naming<RaidStage>({
  open: m.raids_stage_open,
  prepared: m.raids_stage_prepared,
  released: m.raids_stage_released,
});

/** A column of an inventory. */
export const inventoryFieldName = naming<InventoryField>({
  bag: m.raids_field_bag,
  description: m.raids_field_description,
  brand: m.raids_field_brand,
  quantity: m.raids_field_quantity,
  unit: m.raids_field_unit,
});
