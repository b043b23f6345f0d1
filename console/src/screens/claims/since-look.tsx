import type { FoundClaim } from '@marketsafe/contract';
import { Badge, Button, useAnnounce } from '@marketsafe/looks';
import { formatLocalTime, m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { put } from '../../api/client.ts';
import { LOOKS } from '../../api/search-queries.ts';

/** How a claim stands to what the person has seen already. */
export function newsOf(
  claim: Pick<FoundClaim, 'receivedAt' | 'changedAt'>,
  lookedAt: string | null,
): 'new' | 'changed' | null {
  if (lookedAt === null) return null;
  if (claim.receivedAt > lookedAt) return 'new';
  return claim.changedAt > lookedAt ? 'changed' : null;
}

/** Says that a claim is new or changed, where it is. */
export function NewsBadge({ news }: { news: ReturnType<typeof newsOf> }) {
  if (news === null) return null;
  return <Badge tone="info">{news === 'new' ? m.search_new() : m.search_changed()}</Badge>;
}

/** How many of the claims are new or changed since the person looked, and the way to say that they have seen them. */
export function SinceLook(props: { claims: readonly FoundClaim[]; asOf: string; lookedAt: string | null }) {
  const { claims, asOf, lookedAt } = props;
  const announce = useAnnounce();
  const client = useQueryClient();
  const { mutate, ...look } = useMutation({
    mutationFn: (at: string) => put(LOOKS, { at }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['claims'] }),
  });
  const first = lookedAt === null;
  // Whoever sees the list for the first time begins here.
  useEffect(() => {
    if (first) mutate(asOf);
  }, [first, mutate, asOf]);
  const count = claims.filter((claim) => newsOf(claim, lookedAt) !== null).length;
  if (lookedAt === null || count === 0) return null;
  return (
    <div className="line">
      <p className="small">{m.search_since_look({ count, time: formatLocalTime(lookedAt) })}</p>
      <Button
        size="small"
        busy={look.isPending}
        onClick={() => mutate(asOf, { onSuccess: () => announce(m.search_marked_seen()) })}
      >
        {m.search_mark_seen()}
      </Button>
    </div>
  );
}
