import { isExpired, type Right, type RightType } from '@marketsafe/contract';

const TYPE_NAMES: Readonly<Record<RightType, string>> = {
  trademark: 'Trademark',
  copyright: 'Copyright',
  design: 'Design',
  utility: 'Utility model',
  invention: 'Invention patent',
};

type RightStanding = 'verified' | 'unverified' | 'rejected' | 'expired';

const STANDING_NAMES: Readonly<Record<RightStanding, string>> = {
  verified: 'verified',
  unverified: 'not verified yet',
  rejected: 'rejected',
  expired: 'expired',
};

/** A right as the picker shows it. */
export interface RightOption {
  rightId: string;
  brand: string;
  /** One line that tells this right from the others of its brand. */
  label: string;
  owner: string;
  standing: RightStanding;
  standingName: string;
}

/** Rights of one brand, in the order of their label. */
export interface BrandGroup {
  brand: string;
  rights: RightOption[];
}

function standingOf(right: Right, today: string): RightStanding {
  return isExpired(right, today) ? 'expired' : right.status;
}

function option(right: Right, today: string): RightOption {
  const standing = standingOf(right, today);
  const parts = [right.mark, TYPE_NAMES[right.type], `${right.place} ${right.number}`];
  if (right.niceClasses.length > 0) parts.push(`class ${right.niceClasses.join(', ')}`);
  if (standing !== 'verified') parts.push(STANDING_NAMES[standing]);
  return {
    rightId: right.rightId,
    brand: right.brand,
    label: parts.join(' · '),
    owner: right.owner,
    standing,
    standingName: STANDING_NAMES[standing],
  };
}

const ORDER: Readonly<Record<RightStanding, number>> = {
  verified: 0,
  unverified: 1,
  expired: 2,
  rejected: 3,
};

/** Rights grouped by brand in alphabetical order; within a brand the usable ones come first. `today` is `YYYY-MM-DD`. */
export function groupByBrand(rights: readonly Right[], today: string): BrandGroup[] {
  const groups = new Map<string, RightOption[]>();
  for (const right of rights) {
    groups.set(right.brand, [...(groups.get(right.brand) ?? []), option(right, today)]);
  }
  return [...groups.entries()]
    .map(([brand, options]) => ({
      brand,
      rights: options.sort((a, b) => ORDER[a.standing] - ORDER[b.standing] || a.label.localeCompare(b.label)),
    }))
    .sort((a, b) => a.brand.localeCompare(b.brand));
}
