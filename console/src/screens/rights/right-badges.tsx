import { isExpired, type VaultRight } from '@marketsafe/contract';
import { Badge, type Tone } from '@marketsafe/looks';
import { formatDay, m } from '@marketsafe/words';
import { today } from '../../format/today.ts';

type Standing = Pick<VaultRight, 'status' | 'retiredAt'>;

const TONES: Readonly<Record<VaultRight['status'], Tone>> = {
  unverified: 'warn',
  verified: 'good',
  rejected: 'bad',
};

/** Name of a right's status, as filters and badges say it. */
export const STATUS_NAMES = {
  unverified: m.rights_status_unverified,
  verified: m.rights_status_verified,
  rejected: m.rights_status_rejected,
  retired: m.rights_status_retired,
} as const;

/** How the program sees a right, or that it is out of use. */
export function RightBadge({ right }: { right: Standing }) {
  if (right.retiredAt !== null) return <Badge tone="info">{STATUS_NAMES.retired()}</Badge>;
  return <Badge tone={TONES[right.status]}>{STATUS_NAMES[right.status]()}</Badge>;
}

const DAY_MS = 86_400_000;
/** Days before expiry from which on it stands out. */
const SOON = 90;
const VERY_SOON = 30;

/** When a right expires, and how soon that is. */
export function Expiry({ right }: { right: Pick<VaultRight, 'expiresOn' | 'retiredAt'> }) {
  const { expiresOn } = right;
  if (expiresOn === null) return <span className="soft">{m.rights_expires_never()}</span>;
  const days = Math.round((Date.parse(expiresOn) - Date.parse(today())) / DAY_MS);
  const day = formatDay(expiresOn);
  if (isExpired(right, today())) return <Badge tone="bad">{m.rights_expired_since({ day })}</Badge>;
  return (
    <>
      <span className="rights-day">{day}</span>
      {days <= SOON && right.retiredAt === null && (
        <Badge tone={days <= VERY_SOON ? 'bad' : 'warn'}>{m.rights_expires_in({ count: days })}</Badge>
      )}
    </>
  );
}
