import type { MarketplaceId } from '../marketplaces/types.ts';
import { SOURCES } from '../procedures/data/sources.ts';
import type { SourceGrade } from '../review/predictions.ts';
import type { RightFields } from './fields.ts';

/** What the program looks at before it verifies a right. Which of them a right needs, its type, place and days say. */
export const CHECKS = [
  'certificate-readable',
  'place-and-number',
  'owner-as-at-office',
  'mark-as-registered',
  'classes-and-pages',
  'in-force',
  'publication',
  'views',
  'claims-of-the-patent',
  'translation',
  'copyright-statement',
  'territorial-extension',
  'evaluation-report',
  'lazada-files',
  'turkish-certificate',
] as const;
export type Check = (typeof CHECKS)[number];

/** Marketplaces that register rights by one procedure, as far as it was published. Of the others nothing was found. */
export const FAMILIES = ['ipp', 'china', 'lazada', 'trendyol'] as const;
export type Family = (typeof FAMILIES)[number];

export const FAMILY_MARKETPLACES: Readonly<Record<Family, readonly MarketplaceId[]>> = {
  ipp: ['alibaba', 'aliexpress', '1688', 'taobao', 'tmall', 'tmall-global'],
  china: ['taobao', 'tmall', '1688'],
  lazada: ['lazada'],
  trendyol: ['trendyol'],
};

/** Where it was published that something is asked for: one of the sources of procedures. */
export interface CheckSource {
  grade: SourceGrade;
  /** Null: the program's own rule. */
  address: string | null;
}

/** One line of the checklist. */
export interface CheckItem {
  check: Check;
  /** For which marketplaces it is asked; null where the program itself asks, for all. */
  family: Family | null;
  /** It has to be ticked, or its family set aside. Never so where only third parties say that it is asked for. */
  needed: boolean;
  source: CheckSource;
}

const OWN: CheckSource = { grade: 'P', address: null };
const published = (grade: SourceGrade, { address }: { address: string | null }): CheckSource => ({
  grade,
  address,
});
/** How a right is registered: certificate, every class page, registrant as at the office, colour scan or sealed copy. */
const REGISTRATION = published('D', SOURCES.ippTrademark);
/** Languages of papers, and what is asked of international marks. */
const QUESTIONS = published('D', SOURCES.ippFaqList);
const STATEMENT = published('D', SOURCES.servicePhotos);
const REPORT = published('3', SOURCES.wodeAccepted);
const LAZADA = published('3', SOURCES.xeeger);
const TRENDYOL = published('3', SOURCES.petstok);

/** First day of filing from which Taobao is said to ask for an evaluation report. */
const REPORT_FROM = '2010-01-01';

type Checked = Pick<RightFields, 'type' | 'place' | 'niceClasses' | 'filedOn'>;

/**
 * What has to be looked at before this right is verified: first what the program asks for everywhere, then what each family of marketplaces
 * was published to ask for. A family that acts on no right of this place is not among them (`closedMarketplaces`).
 */
export function checklistFor(right: Checked): CheckItem[] {
  const { type, place, niceClasses } = right;
  const all = (check: Check, source = REGISTRATION): CheckItem => ({
    ...{ check, family: null, needed: true, source },
  });
  return [
    all('certificate-readable'),
    all('place-and-number'),
    all('owner-as-at-office'),
    all('mark-as-registered', OWN),
    ...(niceClasses.length > 0 ? [all('classes-and-pages')] : []),
    ...(type === 'copyright' ? [all('publication', OWN)] : [all('in-force')]),
    ...(type === 'design' ? [all('views', OWN)] : []),
    ...(type === 'invention' || type === 'utility' ? [all('claims-of-the-patent', OWN)] : []),
    // Copyright is also registered by a statement in English or Chinese.
    ...(place === 'CN' ? [] : [asked('translation', 'ipp', QUESTIONS)]),
    ...(type === 'copyright' ? [asked('copyright-statement', 'ipp', STATEMENT)] : []),
    ...(place === 'WO' && type === 'trademark' ? [asked('territorial-extension', 'china', QUESTIONS)] : []),
    ...(needsReport(right) ? [asked('evaluation-report', 'china', REPORT)] : []),
    asked('lazada-files', 'lazada', LAZADA),
    ...(type === 'copyright' ? [] : [asked('turkish-certificate', 'trendyol', TRENDYOL)]),
  ];
}

function asked(check: Check, family: Family, source: CheckSource): CheckItem {
  return { check, family, needed: source.grade === 'D' || source.grade === 'L', source };
}

/** Designs and utility models of China that were filed since then, or nobody knows when. */
function needsReport({ type, place, filedOn }: Checked): boolean {
  return (
    place === 'CN' &&
    (type === 'design' || type === 'utility') &&
    (filedOn === null || filedOn >= REPORT_FROM)
  );
}

/** What keeps a right from being verified: what is needed, not ticked, and of no family that is set aside. */
export function openChecks(
  right: Checked,
  checked: readonly Check[],
  setAside: readonly Family[],
): CheckItem[] {
  return checklistFor(right).filter(
    ({ check, family, needed }) =>
      needed && !checked.includes(check) && (family === null || !setAside.includes(family)),
  );
}

/** Marketplaces that act on rights registered in mainland China only, as far as it was published. Of Tmall Global nothing was found. */
export const CHINA_ONLY: readonly MarketplaceId[] = ['taobao', 'tmall', '1688', 'goofish'];

/** Marketplaces that do not act on a right of this place. */
export function closedMarketplaces({ place }: Pick<Checked, 'place'>): readonly MarketplaceId[] {
  // An international registration counts where it was extended to: its certificate says whether that is China.
  return place === 'CN' || place === 'WO' ? [] : CHINA_ONLY;
}
