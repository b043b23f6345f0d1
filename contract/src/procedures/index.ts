export * from './brief.ts';
export { RELEASED_PROCEDURES } from './data/index.ts';
export {
  type Bilingual,
  type OwnWords,
  PERIOD_UNITS,
  type Period,
  type Places,
  type ValueKind,
} from './kinds.ts';
export * from './make-briefs.ts';
export * from './packets.ts';
export {
  type FieldOf,
  MARKETPLACE_OUTCOMES,
  type MarketplaceOutcome,
  ONE,
  PART_NAMES,
  type PartName,
  partByName,
  TARGET_KINDS,
  type TargetKind,
} from './parts.ts';
export * from './procedure.ts';
export * from './record.ts';
export { type ScopeId, scopesOf, sitesOf } from './scopes.ts';
export { GRADES, type Grade, isUnverified, mayBlock, type ProcedureSource, type Sourced } from './sourced.ts';
export type { CountedPer } from './strike-kinds.ts';
export * from './strikes.ts';
export * from './wire.ts';
