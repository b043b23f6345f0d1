import { holdFor, isExpired, type Right } from '@marketsafe/contract';
import { currentLanguage, formatSeries, m, rightStatusName, rightTypeName } from '@marketsafe/words';

type RightStanding = 'verified' | 'unverified' | 'rejected' | 'expired' | 'mandate';

function standingName(standing: RightStanding): string {
  if (standing === 'mandate') return m.desk_right_mandate();
  return standing === 'expired' ? m.desk_right_expired() : rightStatusName(standing);
}

/** A right as the picker shows it. */
export interface RightOption {
  rightId: string;
  brand: string;
  /** One line that tells this right from the others of its brand. */
  label: string;
  owner: string;
  standing: RightStanding;
  standingName: string;
  /** How soon it expires, where that is soon. */
  alarm: string | null;
}

/** Rights of one brand, in the order of their label. */
export interface BrandGroup {
  brand: string;
  rights: RightOption[];
}

function standingOf(right: Right, today: string): RightStanding {
  if (right.mandates && 'trouble' in holdFor(right.mandates, { today })) return 'mandate';
  return isExpired(right, today) ? 'expired' : right.status;
}

/** Days before its expiry from which on a right is told of. */
const SOON = 90;

function alarmOf({ expiresOn }: Right, today: string): string | null {
  if (expiresOn === null || expiresOn < today) return null;
  const days = Math.round((Date.parse(expiresOn) - Date.parse(today)) / 86_400_000);
  return days > SOON ? null : m.rights_expires_soon({ count: days });
}

function option(right: Right, today: string): RightOption {
  const standing = standingOf(right, today);
  const parts = [right.mark, rightTypeName(right.type), `${right.place} ${right.number}`];
  if (right.niceClasses.length > 0)
    parts.push(m.desk_right_classes({ classes: formatSeries(right.niceClasses.map(String)) }));
  const [hold] = right.mandates ?? [];
  if (hold) parts.push(m.rights_for_holder({ holder: hold.holder }));
  if (standing !== 'verified') parts.push(standingName(standing));
  const alarm = alarmOf(right, today);
  if (alarm !== null) parts.push(alarm);
  return {
    rightId: right.rightId,
    brand: right.brand,
    label: parts.join(' · '),
    owner: right.owner,
    standing,
    standingName: standingName(standing),
    alarm,
  };
}

const ORDER: Readonly<Record<RightStanding, number>> = {
  verified: 0,
  unverified: 1,
  expired: 2,
  rejected: 3,
  mandate: 4,
};

/** Rights grouped by brand in alphabetical order; within a brand the usable ones come first. `today` is `YYYY-MM-DD`. */
export function groupByBrand(rights: readonly Right[], today: string): BrandGroup[] {
  const order = new Intl.Collator(currentLanguage());
  const groups = new Map<string, RightOption[]>();
  for (const right of rights) {
    groups.set(right.brand, [...(groups.get(right.brand) ?? []), option(right, today)]);
  }
  return [...groups.entries()]
    .map(([brand, options]) => ({
      brand,
      rights: options.sort(
        (a, b) => ORDER[a.standing] - ORDER[b.standing] || order.compare(a.label, b.label),
      ),
    }))
    .sort((a, b) => order.compare(a.brand, b.brand));
}
