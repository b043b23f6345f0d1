import {
  type AskedName,
  type ClaimFields,
  CONSENT_TEXT,
  type Consent,
  DECLARED_TEXTS,
  type DeclarationName,
  type DemandedName,
  type FieldNameOf,
  type ShownName,
} from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

type Message = (inputs: Record<never, never>, options: { locale: Language }) => string;

/** Declarations are their own text. */
type Labelled = Exclude<ShownName, DeclarationName>;

const LABELS: Readonly<Record<Labelled, Message>> = {
  rightId: m.desk_right,
  reason: m.desk_reason,
  en: m.desk_explanation_en,
  zh: m.desk_explanation_zh,
  ownerStatement: m.field_label_owner_statement,
  markStandsOut: m.field_label_mark_stands_out,
  originals: m.field_label_originals,
  sameShoot: m.field_label_same_shoot,
  firstPublished: m.field_label_first_published,
  specimen: m.field_label_specimen,
  publicationProof: m.field_label_publication_proof,
  designViews: m.field_label_design_views,
  designPictures: m.field_label_design_pictures,
  evaluationReport: m.field_label_evaluation_report,
  claimFeatures: m.field_label_claim_features,
  testBuyOrder: m.field_label_test_buy_order,
  testBuyReport: m.field_label_test_buy_report,
  testBuyPhotos: m.field_label_test_buy_photos,
  comparison: m.field_label_comparison,
  comparisonPictures: m.field_label_comparison_pictures,
  corrections: m.field_label_corrections,
  attachments: m.field_label_attachments,
};

const HELP: Readonly<Record<AskedName, Message>> = {
  ownerStatement: m.field_help_owner_statement,
  markStandsOut: m.field_help_mark_stands_out,
  originals: m.field_help_originals,
  sameShoot: m.field_help_same_shoot,
  firstPublished: m.field_help_first_published,
  specimen: m.field_help_specimen,
  publicationProof: m.field_help_publication_proof,
  designViews: m.field_help_design_views,
  designPictures: m.field_help_design_pictures,
  evaluationReport: m.field_help_evaluation_report,
  claimFeatures: m.field_help_claim_features,
  testBuyOrder: m.field_help_test_buy_order,
  testBuyReport: m.field_help_test_buy_report,
  testBuyPhotos: m.field_help_test_buy_photos,
  comparison: m.field_help_comparison,
  comparisonPictures: m.field_help_comparison_pictures,
  corrections: m.field_help_corrections,
  attachments: m.field_help_attachments,
};

const NEEDS: Readonly<Record<DemandedName, Message>> = {
  ownerStatement: m.field_need_owner_statement,
  markStandsOut: m.field_need_mark_stands_out,
  originals: m.field_need_originals,
  sameShoot: m.field_need_same_shoot,
  firstPublished: m.field_need_first_published,
  specimen: m.field_need_specimen,
  publicationProof: m.field_need_publication_proof,
  designViews: m.field_need_design_views,
  designPictures: m.field_need_design_pictures,
  evaluationReport: m.field_need_evaluation_report,
  claimFeatures: m.field_need_claim_features,
  testBuyOrder: m.field_need_test_buy_order,
  testBuyReport: m.field_need_test_buy_report,
  testBuyPhotos: m.field_need_test_buy_photos,
  comparison: m.field_need_comparison,
  comparisonPictures: m.field_need_comparison_pictures,
};

type TableName = FieldNameOf<'table'>;
type ColumnsOf<Name extends TableName> = ClaimFields[Name]['columns'];
type OptionOf<Column> = Column extends { options: readonly (infer Option extends string)[] } ? Option : never;

/** Heads of a table's columns, and what stands in those from which one chooses. */
type TableWords = {
  [Name in TableName]: {
    heads: Record<keyof ColumnsOf<Name>, Message>;
    options: Record<OptionOf<ColumnsOf<Name>[keyof ColumnsOf<Name>]>, Message>;
  };
};

const TABLES: Readonly<TableWords> = {
  designViews: {
    heads: {
      view: m.field_column_design_view,
      registered: m.field_column_design_registered,
      product: m.field_column_design_product,
    },
    options: {
      front: m.field_option_view_front,
      back: m.field_option_view_back,
      left: m.field_option_view_left,
      right: m.field_option_view_right,
      top: m.field_option_view_top,
      bottom: m.field_option_view_bottom,
      perspective: m.field_option_view_perspective,
      'in-use': m.field_option_view_in_use,
    },
  },
  claimFeatures: {
    heads: {
      feature: m.field_column_feature_feature,
      product: m.field_column_feature_product,
      match: m.field_column_feature_match,
      how: m.field_column_feature_how,
    },
    options: { identical: m.field_option_match_identical, equivalent: m.field_option_match_equivalent },
  },
  corrections: {
    heads: { fact: m.field_column_correction_fact, says: m.field_column_correction_says },
    options: {
      title: m.facts_name_title,
      price: m.facts_name_price,
      seller: m.facts_name_seller,
      brand: m.facts_name_brand,
      soldCount: m.facts_name_sold_count,
      minimumOrder: m.facts_name_minimum_order,
      location: m.facts_name_location,
      shipFrom: m.facts_name_ship_from,
      storeLevel: m.facts_name_store_level,
      category: m.facts_name_category,
      description: m.facts_name_description,
    },
  },
};

/** In which language a reader is shown what is declared word for word. It is recorded and goes out in these two, whatever people read. */
const WORD_FOR_WORD: Readonly<Record<Language, 'en' | 'zh'>> = { en: 'en', 'zh-CN': 'zh' };

function isDeclaration(name: ShownName): name is DeclarationName {
  return Object.hasOwn(DECLARED_TEXTS, name);
}

/** Name of a field; of a declaration, what is declared. */
export function fieldLabel(name: ShownName, language: Language = currentLanguage()): string {
  if (isDeclaration(name)) return DECLARED_TEXTS[name][WORD_FOR_WORD[language]];
  return LABELS[name]({}, { locale: language });
}

/** The same for a name that came from elsewhere; one that this version does not know stands for itself. */
export function givenFieldLabel(name: string, language: Language = currentLanguage()): string {
  if (Object.hasOwn(DECLARED_TEXTS, name) || Object.hasOwn(LABELS, name))
    return fieldLabel(name as ShownName, language);
  return name;
}

/** Head of a column of a table that came from elsewhere, and what stands in a cell of it; what this version does not know stands for itself. */
export function givenColumnHead(
  table: string,
  column: string,
  language: Language = currentLanguage(),
): string {
  return Object.hasOwn(TABLES, table) ? columnHead(table as TableName, column, language) : column;
}
export function givenOptionLabel(
  table: string,
  option: string,
  language: Language = currentLanguage(),
): string {
  return Object.hasOwn(TABLES, table) ? optionLabel(table as TableName, option, language) : option;
}

/** What a person agrees to who lets a field go out, word for word as it is recorded. */
export function consentText(language: Language = currentLanguage()): string {
  return CONSENT_TEXT[WORD_FOR_WORD[language]];
}

/** Whether a field may go to the marketplace, and who said so: null where nobody did. */
export function consentSentence(consent: Consent | null, language: Language = currentLanguage()): string {
  const options = { locale: language };
  if (consent === null) return m.field_not_consented({}, options);
  const day = consent.at.slice(0, 10);
  if (consent.by === undefined) return m.field_consented({ day }, options);
  return consent.by === null
    ? m.field_consented_nobody({ day }, options)
    : m.field_consented_by({ day, name: consent.by.name }, options);
}

/** What belongs into a field that only some reasons ask for, or that every claim may have. */
export function fieldHelp(name: AskedName, language: Language = currentLanguage()): string {
  return HELP[name]({}, { locale: language });
}

/** What to do about such a field that is empty. */
export function fieldNeed(name: DemandedName, language: Language = currentLanguage()): string {
  return NEEDS[name]({}, { locale: language });
}

/** Head of a table's column. */
export function columnHead(name: TableName, column: string, language: Language = currentLanguage()): string {
  const heads: Readonly<Record<string, Message>> = TABLES[name].heads;
  return heads[column]?.({}, { locale: language }) ?? column;
}

/** What stands in a cell from which one chooses. */
export function optionLabel(name: TableName, option: string, language: Language = currentLanguage()): string {
  const options: Readonly<Record<string, Message>> = TABLES[name].options;
  return options[option]?.({}, { locale: language }) ?? option;
}
