import type { EvidenceItem } from './evidence.ts';
import { CLAIM_SCHEMA } from './fields/asked.ts';
import { correctionsOf } from './fields/corrections.ts';
import type { DeclarationName } from './fields/declared-texts.ts';
import { FIELD_NAMES, fieldByName, type ShownName } from './fields/list.ts';
import { type FieldUnmet, fieldsUnmet } from './fields/requirements.ts';
import { testBuyOrderOf } from './fields/test-buy-order.ts';
import type { DraftFields } from './fields/values.ts';
import { holdFor, type MandateTrouble } from './mandates/hold.ts';
import { REASON_CODES, type ReasonCode, type RightType, reasonByCode } from './reasons.ts';
import { isExpired, type Right } from './right.ts';

/** Shortest explanation, in characters without spaces, that says anything (Chinese needs fewer characters than English). */
const SHORTEST_EXPLANATION = { en: 20, zh: 8 } as const;

/** A draft as far as readiness looks at it: everything may still be missing. */
export interface ClaimDraft extends Omit<DraftFields, 'rightId'> {
  right?: Right | undefined;
  target: { title?: unknown; wall?: string | undefined; marketplace?: string | undefined };
  evidence: readonly EvidenceItem[];
  /** Orders that other claims rest on, as `testBuyOrderOf` gives them, each with what names its claim; absent where nobody looked. */
  otherOrders?: ReadonlyMap<string, string> | undefined;
}

/** Rules that look at more than one field, or at what no field holds. */
type RuleCode =
  | 'wall'
  | 'evidence'
  | 'screenshot'
  | 'right'
  | 'right-rejected'
  | 'right-expired'
  | 'right-unverified'
  | 'reason'
  | 'explanation'
  | 'grey-market'
  | 'declarations'
  | 'title';

/**
 * One requirement that is not met, as a code with what its sentence needs. `missing` blocks finishing; `warning` does not. `field`: the field
 * that mends it; absent where none of the form does.
 */
export type Unmet =
  | { code: RuleCode; severity: 'missing' | 'warning'; params: { field?: ShownName } }
  | {
      code: 'reason-right';
      severity: 'missing';
      params: { field: 'reason'; reason: ReasonCode; rightType: RightType };
    }
  | { code: 'mandate'; severity: 'missing'; params: { field: 'rightId' } & MandateTrouble }
  | { code: 'order-used'; severity: 'warning'; params: { field: 'testBuyOrder'; claim: string } }
  | FieldUnmet;

/**
 * Words of a complaint about genuine goods that somebody sells without permission, which no marketplace takes: parallel imports, goods out of
 * another region, sales without an authorisation.
 */
const GREY_MARKET =
  /\b(grey|gray)[ -]?market\b|\bparallel import|\bunauthori[sz]ed (re)?sell(er|ing)?\b.*\bgenuine\b|\bgenuine\b.*\bwithout (our )?authori[sz]ation\b|水货|平行进口|平行输入|[串窜]货|(未经|没有|无).{0,6}授权.{0,6}(销售|售卖|出售).{0,6}正品|正品.{0,12}(未经|没有|无).{0,6}授权/i;

/** Whether a text complains of genuine goods sold without permission, in English or Chinese. */
export function soundsLikeGreyMarket(text: string): boolean {
  return GREY_MARKET.test(text);
}

/** All are needed; the first that is open is pointed at. */
const DECLARATIONS = FIELD_NAMES.filter(
  (name): name is DeclarationName => fieldByName(name).editor === 'declaration',
);

function length(text: string): number {
  return text.replace(/\s/g, '').length;
}

type Say = (code: RuleCode, severity: 'missing' | 'warning', field?: ShownName) => void;

function evidenceRules(draft: ClaimDraft, say: Say): void {
  const { evidence, target } = draft;
  if (target.wall) say('wall', 'missing');
  const files = evidence.flatMap((item) => item.files);
  if (evidence.length === 0 || files.length === 0) say('evidence', 'missing');
  else if (!files.some((file) => file.method === 'pixels')) say('screenshot', 'warning');
  if (!target.title && !target.wall && !correctionsOf(draft).title) say('title', 'warning');
}

function rightRules(right: Right | undefined, today: string, say: Say): void {
  if (!right) {
    say('right', 'missing', 'rightId');
    return;
  }
  if (right.status === 'rejected') say('right-rejected', 'missing', 'rightId');
  if (isExpired(right, today)) say('right-expired', 'missing', 'rightId');
  if (right.status === 'unverified') say('right-unverified', 'warning', 'rightId');
}

/** What the mandates over a right of another's do not allow; the server asks its own, and its answer counts. */
function mandateRules(right: Right | undefined, marketplace: string | undefined, today: string): Unmet[] {
  if (!right?.mandates) return [];
  const found = holdFor(right.mandates, { today, marketplace });
  if ('hold' in found) return [];
  return [{ code: 'mandate', severity: 'missing', params: { field: 'rightId', ...found.trouble } }];
}

function explanationRules({ en, zh }: ClaimDraft['explanation'], say: Say): void {
  if (length(en) < SHORTEST_EXPLANATION.en && length(zh) < SHORTEST_EXPLANATION.zh)
    say('explanation', 'missing', 'en');
  if (soundsLikeGreyMarket(en) || soundsLikeGreyMarket(zh)) say('grey-market', 'warning', 'en');
}

/**
 * What still keeps a claim from being finished, each as a code; empty when it is ready. Runs in the extension for the investigator and again
 * in the server. `today` is the calendar day, `YYYY-MM-DD`; `schema` the version of the submission, which older extensions hand in with
 * fewer fields.
 */
export function readiness(draft: ClaimDraft, today: string, schema = CLAIM_SCHEMA): Unmet[] {
  const unmet: Unmet[] = [];
  const say: Say = (code, severity, field) =>
    unmet.push({ code, severity, params: field === undefined ? {} : { field } });

  evidenceRules(draft, say);
  const { declarations, reason, right } = draft;
  rightRules(right, today, say);
  unmet.push(...mandateRules(right, draft.target.marketplace, today));
  if (!reason || !REASON_CODES.includes(reason)) {
    say('reason', 'missing', 'reason');
  } else if (right && !reasonByCode(reason).rightTypes.includes(right.type)) {
    const params = { field: 'reason' as const, reason, rightType: right.type };
    unmet.push({ code: 'reason-right', severity: 'missing', params });
  }
  explanationRules(draft.explanation, say);
  unmet.push(...fieldsUnmet(draft, schema));
  const claim = draft.otherOrders?.get(testBuyOrderOf(draft) ?? '');
  if (claim !== undefined)
    unmet.push({ code: 'order-used', severity: 'warning', params: { field: 'testBuyOrder', claim } });
  const open = DECLARATIONS.find((name) => !declarations[name]);
  if (open) say('declarations', 'missing', open);
  return unmet;
}

/** True when nothing that is missing keeps the claim from being finished. */
export function isReady(unmet: readonly Unmet[]): boolean {
  return unmet.every((item) => item.severity !== 'missing');
}
