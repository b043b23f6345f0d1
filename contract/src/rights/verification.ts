import { z } from 'zod';
import type { MarketplaceId } from '../marketplaces/types.ts';
import { REFUSAL_CAUSES, type VaultRight } from './vault.ts';

/** What the program looks at before it verifies a right. Which of them a right needs, its type and place say. */
export const CHECKS = [
  'certificate-readable',
  'place-and-number',
  'owner-as-at-office',
  'mark-as-registered',
  'classes-and-pages',
  'in-force',
  'territorial-extension',
  'translation',
  'publication',
  'evaluation-report',
  'views',
  'claims-of-the-patent',
] as const;
export type Check = (typeof CHECKS)[number];

/** One line of the checklist. `needed` ones have to be ticked; the others are a marketplace's: without them it may refuse. */
export interface CheckItem {
  check: Check;
  needed: boolean;
  /** Marketplaces that ask for it; empty where all do. */
  marketplaces: readonly MarketplaceId[];
}

/** Marketplaces that act on rights registered in mainland China only. */
export const CHINA_ONLY: readonly MarketplaceId[] = ['taobao', 'tmall', '1688', 'goofish'];

type Checked = Pick<VaultRight, 'type' | 'place' | 'niceClasses'>;

/**
 * What has to be looked at before this right is verified, by what marketplaces publish about the registration of rights: certificate and
 * every class page, owner as at the office today, in force; extension to China for an international mark; an evaluation report for designs
 * and utility models of China.
 */
export function checklistFor({ type, place, niceClasses }: Checked): CheckItem[] {
  const item = (check: Check, needed = true, marketplaces: readonly MarketplaceId[] = []): CheckItem => ({
    check,
    needed,
    marketplaces,
  });
  const isChina = place === 'CN';
  return [
    item('certificate-readable'),
    item('place-and-number'),
    item('owner-as-at-office'),
    item('mark-as-registered'),
    ...(niceClasses.length > 0 ? [item('classes-and-pages')] : []),
    ...(type === 'copyright' ? [item('publication')] : [item('in-force')]),
    ...(type === 'trademark' && place === 'WO' ? [item('territorial-extension', false, CHINA_ONLY)] : []),
    ...(isChina || place === 'US' || place === 'GB' ? [] : [item('translation', false)]),
    ...(type === 'design' ? [item('views')] : []),
    ...(type === 'invention' || type === 'utility' ? [item('claims-of-the-patent')] : []),
    ...(isChina && (type === 'design' || type === 'utility')
      ? [item('evaluation-report', false, ['taobao', 'tmall', '1688'])]
      : []),
  ];
}

/** Marketplaces that do not act on a right of this place. */
export function closedMarketplaces({ place }: Pick<Checked, 'place'>): readonly MarketplaceId[] {
  // An international registration counts where it was extended to: its certificate says whether that is China.
  return place === 'CN' || place === 'WO' ? [] : CHINA_ONLY;
}

/**
 * `POST /v1/vault/rights/{rightId}/decision`, by the program's staff. `revision`: the one that was looked at. What was ticked is kept with
 * the decision.
 */
export const rightDecision = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('verified'),
    revision: z.number().int().positive(),
    checked: z.array(z.enum(CHECKS)).max(CHECKS.length),
  }),
  z.strictObject({
    decision: z.literal('refused'),
    revision: z.number().int().positive(),
    cause: z.enum(REFUSAL_CAUSES),
    /** For the holder: what is wrong, and what would mend it. */
    text: z.string().trim().min(1).max(2_000),
  }),
]);
export type RightDecision = z.infer<typeof rightDecision>;
