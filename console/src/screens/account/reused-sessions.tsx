import type { ReusedSession } from '@marketsafe/contract';
import { Notice } from '@marketsafe/looks';
import { browserName, formatLocalTime, m } from '@marketsafe/words';

/** Says of each sign-in that was ended because somebody may have copied it, why and where that came to light. */
export function ReusedSessions({ reused }: { reused: readonly ReusedSession[] }) {
  return reused.map(({ sessionId, userAgent, address, endedAt }) => (
    <Notice key={sessionId} tone="warn" title={m.account_reused()}>
      {m.account_reused_about({
        where: browserName(userAgent),
        when: formatLocalTime(endedAt),
        address,
      })}
    </Notice>
  ));
}
