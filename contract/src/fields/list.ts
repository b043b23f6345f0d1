import type { ConfidentialityClass } from '../confidentiality.ts';
import type { FactName } from '../facts.ts';
import type { ReasonCode } from '../reasons.ts';
import type { AddedFileType } from './added-file.ts';
import {
  chosenReason,
  chosenRight,
  consents,
  declaration,
  type FieldKind,
  files,
  table,
  text,
} from './kinds.ts';

/** Length, in UTF-16 code units, up to which an explanation is accepted. */
export const EXPLANATION_LIMIT = 5_000;

const PICTURES: readonly AddedFileType[] = ['image/png', 'image/jpeg', 'image/webp'];
const DOCUMENTS: readonly AddedFileType[] = [...PICTURES, 'application/pdf'];

/** Sides of a product, as a design registration shows them. */
export const DESIGN_VIEWS = [
  'front',
  'back',
  'left',
  'right',
  'top',
  'bottom',
  'perspective',
  'in-use',
] as const;

/** Whether a feature is there word for word, or something stands in its place that does the same in the same way. */
export const FEATURE_MATCHES = ['identical', 'equivalent'] as const;

/** Facts that a person can correct, as far as a text can say them. */
export const CORRECTABLE_FACTS = [
  'title',
  'price',
  'seller',
  'brand',
  'soldCount',
  'minimumOrder',
  'location',
  'shipFrom',
  'storeLevel',
  'category',
  'description',
] as const satisfies readonly FactName[];
export type CorrectableFact = (typeof CORRECTABLE_FACTS)[number];

/** Whether a field must be filled in for a reason, or makes the claim stronger. */
type Need = 'required' | 'advised';

/** Object of a claim that a field stands in; null for one that stands by itself. */
type Group = 'explanation' | 'declarations' | 'particulars' | null;

/**
 * See `ConfidentialityClass`. A field of class B says what becomes of a claim that has it without consent: it cannot be finished
 * (`required`), or the marketplace does not see the field (`advised`).
 */
type Confidentiality =
  | { class: Exclude<ConfidentialityClass, 'B'> }
  | { class: Extract<ConfidentialityClass, 'B'>; consent: Need };

/** What the program knows of a field besides its kind. */
type Rules = Confidentiality & {
  group: Group;
  /**
   * Who asks for it: a rule of readiness by its name, where more than one field or the right itself is looked at, or reasons; `offer`:
   * nobody, it may stand on every claim. `since`: the first version of a submission that can have it: what older extensions hand in is
   * not asked for it.
   */
  asked:
    | { by: 'rule' }
    | { by: 'reason'; since: number; reasons: Partial<Record<ReasonCode, Need>> }
    | { by: 'offer'; since: number };
};

const RULE = { by: 'rule' } as const;

/** May stand on every claim, from the third version of a submission on. */
const OFFER = { by: 'offer', since: 3 } as const;

/** Asked for from the second version of a submission on, which was the first with fields that only some reasons ask for. */
function reasons<const Of extends Partial<Record<ReasonCode, Need>>>(of: Of, since = 2) {
  return { by: 'reason' as const, since, reasons: of };
}

/**
 * The one list of what people fill in for a claim, in the order in which it is asked and reported. Draft, form, edit journal, submission,
 * readiness, storage, disclosure, console and report derive from it; `words/` has a label and a help for each name.
 *
 * Classes follow one rule: what the law or the marketplace's form makes part of the complaint itself is A; whatever shows how fakes are
 * told from genuine goods, or belongs to the holder and would serve a counterfeiter (order, purchase, unedited originals), is B.
 */
export const CLAIM_FIELDS = {
  rightId: { ...chosenRight(), group: null, class: 'C', asked: RULE },
  reason: { ...chosenReason(), group: null, class: 'A', asked: RULE },
  en: { ...text(EXPLANATION_LIMIT), group: 'explanation', class: 'A', asked: RULE },
  zh: { ...text(EXPLANATION_LIMIT), group: 'explanation', class: 'A', asked: RULE },

  ownerStatement: {
    ...text(3_000),
    group: 'particulars',
    class: 'A',
    asked: reasons({ 'model-does-not-exist': 'required' }),
  },
  markStandsOut: {
    ...text(2_000),
    group: 'particulars',
    class: 'A',
    asked: reasons({ 'unfair-trademark-use': 'required' }),
  },
  originals: {
    ...files(20, { types: PICTURES }),
    group: 'particulars',
    class: 'B',
    consent: 'advised',
    asked: reasons({ 'image-theft': 'required' }),
  },
  sameShoot: {
    ...files(20, { types: PICTURES }),
    group: 'particulars',
    class: 'B',
    consent: 'advised',
    asked: reasons({ 'image-theft': 'required' }),
  },
  firstPublished: {
    ...text(2_000),
    group: 'particulars',
    class: 'A',
    asked: reasons({ 'artwork-or-text': 'required' }),
  },
  specimen: {
    ...files(10, { types: DOCUMENTS }),
    group: 'particulars',
    class: 'A',
    asked: reasons({ 'artwork-or-text': 'required' }),
  },
  publicationProof: {
    ...files(10, { types: DOCUMENTS }),
    group: 'particulars',
    class: 'A',
    asked: reasons({ 'artwork-or-text': 'required' }),
  },
  designViews: {
    ...table(12, {
      view: { is: 'choice', options: DESIGN_VIEWS },
      registered: { is: 'text', limit: 2_000, needed: true },
      product: { is: 'text', limit: 2_000, needed: true },
    }),
    group: 'particulars',
    class: 'A',
    asked: reasons({ design: 'required' }),
  },
  designPictures: {
    ...files(12, { types: PICTURES }),
    group: 'particulars',
    class: 'A',
    asked: reasons({ design: 'advised' }),
  },
  evaluationReport: {
    ...files(2, { types: DOCUMENTS }),
    group: 'particulars',
    class: 'A',
    asked: reasons({ design: 'advised' }),
  },
  claimFeatures: {
    ...table(60, {
      feature: { is: 'text', limit: 3_000, needed: true },
      product: { is: 'text', limit: 3_000, needed: true },
      match: { is: 'choice', options: FEATURE_MATCHES },
      how: { is: 'text', limit: 3_000, needed: { where: 'match', holds: 'equivalent' } },
    }),
    group: 'particulars',
    class: 'A',
    asked: reasons({ 'invention-or-utility': 'required' }),
  },
  testBuyOrder: {
    ...text(64, { lines: 'one', pattern: /^[A-Za-z0-9][A-Za-z0-9-]{4,62}[A-Za-z0-9]$/ }),
    group: 'particulars',
    class: 'B',
    consent: 'advised',
    asked: reasons({ 'test-buy': 'required' }),
  },
  testBuyReport: {
    ...files(5, { types: DOCUMENTS }),
    group: 'particulars',
    class: 'B',
    consent: 'advised',
    asked: reasons({ 'test-buy': 'required' }),
  },
  testBuyPhotos: {
    ...files(30, { types: PICTURES }),
    group: 'particulars',
    class: 'B',
    consent: 'advised',
    asked: reasons({ 'test-buy': 'advised' }),
  },
  comparison: {
    ...text(5_000),
    group: 'particulars',
    class: 'B',
    consent: 'required',
    asked: reasons({ 'counterfeit-features': 'required' }),
  },
  comparisonPictures: {
    ...files(20, { types: PICTURES }),
    group: 'particulars',
    class: 'B',
    consent: 'required',
    asked: reasons({ 'counterfeit-features': 'required' }),
  },

  /** The page's own stays in the record and in the claim's target: what a person says instead stands beside it. */
  corrections: {
    ...table(CORRECTABLE_FACTS.length, {
      fact: { is: 'choice', options: CORRECTABLE_FACTS },
      says: { is: 'text', limit: 2_000, needed: true },
    }),
    group: 'particulars',
    class: 'A',
    asked: OFFER,
  },
  attachments: { ...files(20, { types: DOCUMENTS }), group: 'particulars', class: 'C', asked: OFFER },

  consents: { ...consents(), group: 'particulars', class: 'C', asked: RULE },
  goodFaith: { ...declaration(), group: 'declarations', class: 'A', asked: RULE },
  accurate: { ...declaration(), group: 'declarations', class: 'A', asked: RULE },
  authorised: { ...declaration(), group: 'declarations', class: 'A', asked: RULE },
} as const satisfies Readonly<Record<string, FieldKind & Rules>>;

export type ClaimFields = typeof CLAIM_FIELDS;
export type FieldName = keyof ClaimFields;

/** A field of the list as code sees it that serves every field alike. */
export type Field = FieldKind & Rules;

type NameBy<By extends Rules['asked']['by']> = {
  [Name in FieldName]: ClaimFields[Name]['asked'] extends { by: By } ? Name : never;
}[FieldName];

/** Fields that only some reasons ask for. */
export type DemandedName = NameBy<'reason'>;

/** Fields that nobody asks for and every claim may have. */
export type OfferedName = NameBy<'offer'>;

/** Fields that no rule of readiness looks at by name. */
export type AskedName = DemandedName | OfferedName;

/** Fields that go to the marketplace only with consent. */
export type ConsentName = {
  [Name in FieldName]: ClaimFields[Name]['class'] extends 'B' ? Name : never;
}[FieldName];

/** Fields of one kind. */
export type FieldNameOf<Editor extends FieldKind['editor']> = {
  [Name in FieldName]: ClaimFields[Name]['editor'] extends Editor ? Name : never;
}[FieldName];

/** Fields that are shown by themselves: consents stand with the fields that they let go out. */
export type ShownName = Exclude<FieldName, FieldNameOf<'consents'>>;

export const FIELD_NAMES = Object.keys(CLAIM_FIELDS) as FieldName[];

/** Looks a field up; one whose type is that of every field. */
export function fieldByName(name: FieldName): Field {
  return CLAIM_FIELDS[name];
}
