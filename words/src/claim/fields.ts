import {
  type AskedName,
  type ClaimFields,
  DECLARED_TEXTS,
  type DeclarationName,
  type FieldNameOf,
  type ShownName,
} from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

type Message = (inputs: Record<never, never>, options: { locale: Language }) => string;

/** Declarations are their own text. */
type Labelled = Exclude<ShownName, DeclarationName>;

const LABELS: Readonly<Record<Labelled, Message>> = {
  rightId: m.claim_field_right,
  reason: m.claim_field_reason,
  en: m.claim_field_en,
  zh: m.claim_field_zh,
  ownerStatement: m.claim_field_owner_statement,
  markPlace: m.claim_field_mark_place,
  originals: m.claim_field_originals,
  sameShoot: m.claim_field_same_shoot,
  firstPublished: m.claim_field_first_published,
  specimen: m.claim_field_specimen,
  publicationProof: m.claim_field_publication_proof,
  designViews: m.claim_field_design_views,
  designPictures: m.claim_field_design_pictures,
  claimFeatures: m.claim_field_claim_features,
  testBuyOrder: m.claim_field_test_buy_order,
  testBuyReport: m.claim_field_test_buy_report,
  testBuyPhotos: m.claim_field_test_buy_photos,
  comparison: m.claim_field_comparison,
  comparisonPictures: m.claim_field_comparison_pictures,
};

const HELP: Readonly<Record<AskedName, Message>> = {
  ownerStatement: m.claim_help_owner_statement,
  markPlace: m.claim_help_mark_place,
  originals: m.claim_help_originals,
  sameShoot: m.claim_help_same_shoot,
  firstPublished: m.claim_help_first_published,
  specimen: m.claim_help_specimen,
  publicationProof: m.claim_help_publication_proof,
  designViews: m.claim_help_design_views,
  designPictures: m.claim_help_design_pictures,
  claimFeatures: m.claim_help_claim_features,
  testBuyOrder: m.claim_help_test_buy_order,
  testBuyReport: m.claim_help_test_buy_report,
  testBuyPhotos: m.claim_help_test_buy_photos,
  comparison: m.claim_help_comparison,
  comparisonPictures: m.claim_help_comparison_pictures,
};

const NEEDS: Readonly<Record<AskedName, Message>> = {
  ownerStatement: m.claim_need_owner_statement,
  markPlace: m.claim_need_mark_place,
  originals: m.claim_need_originals,
  sameShoot: m.claim_need_same_shoot,
  firstPublished: m.claim_need_first_published,
  specimen: m.claim_need_specimen,
  publicationProof: m.claim_need_publication_proof,
  designViews: m.claim_need_design_views,
  designPictures: m.claim_need_design_pictures,
  claimFeatures: m.claim_need_claim_features,
  testBuyOrder: m.claim_need_test_buy_order,
  testBuyReport: m.claim_need_test_buy_report,
  testBuyPhotos: m.claim_need_test_buy_photos,
  comparison: m.claim_need_comparison,
  comparisonPictures: m.claim_need_comparison_pictures,
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
      view: m.claim_column_design_view,
      registered: m.claim_column_design_registered,
      product: m.claim_column_design_product,
    },
    options: {
      front: m.claim_option_view_front,
      back: m.claim_option_view_back,
      left: m.claim_option_view_left,
      right: m.claim_option_view_right,
      top: m.claim_option_view_top,
      bottom: m.claim_option_view_bottom,
      perspective: m.claim_option_view_perspective,
      'in-use': m.claim_option_view_in_use,
    },
  },
  claimFeatures: {
    heads: {
      feature: m.claim_column_feature_feature,
      product: m.claim_column_feature_product,
      match: m.claim_column_feature_match,
      how: m.claim_column_feature_how,
    },
    options: { identical: m.claim_option_match_identical, equivalent: m.claim_option_match_equivalent },
  },
};

function isDeclaration(name: ShownName): name is DeclarationName {
  return Object.hasOwn(DECLARED_TEXTS, name);
}

/** Name of a field; of a declaration, what is declared. */
export function fieldLabel(name: ShownName, language: Language = currentLanguage()): string {
  if (isDeclaration(name)) return DECLARED_TEXTS[name][language === 'en' ? 'en' : 'zh'];
  return LABELS[name]({}, { locale: language });
}

/** What belongs into a field that only some reasons ask for. */
export function fieldHelp(name: AskedName, language: Language = currentLanguage()): string {
  return HELP[name]({}, { locale: language });
}

/** What to do about such a field that is empty. */
export function fieldNeed(name: AskedName, language: Language = currentLanguage()): string {
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
