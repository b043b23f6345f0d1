import { type ClaimDetail, isParticipant } from '@marketsafe/contract';
import { Button, Card } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { claimTestBuyQuery } from '../../api/test-buy-queries.ts';
import { PlanDialog } from '../test-buys/plan-dialog.tsx';
import { BuyStageBadge } from '../test-buys/test-buys-screen.tsx';

/** The way to the test buy that a claim rests on: for its own people, who alone see it. */
export function TestBuyPart({ claimId }: { claimId: string }) {
  const isOurs = isParticipant(useQuery(meQuery).data?.roles ?? []);
  const found = useQuery({ ...claimTestBuyQuery(claimId), enabled: isOurs }).data?.testBuy;
  if (!found) return null;
  return (
    <Card title={m.testbuys_title()}>
      <p className="line">
        <Link to="/test-buys/$testBuyId" params={{ testBuyId: found.testBuyId }}>
          {found.number}
        </Link>
        <BuyStageBadge stage={found.stage} />
      </p>
    </Card>
  );
}

/** The way from a claim to a test buy of its listing, whose capture from before the order is the claim's. For who filed it. */
export function PlanBuyPart({ claim }: { claim: ClaimDetail }) {
  const me = useQuery(meQuery).data;
  const [opening, setOpening] = useState(false);
  const { target, evidence } = claim;
  const captureId = evidence[0]?.captureId;
  const isOurs = isParticipant(me?.roles ?? []) && claim.organisation === undefined;
  if (!isOurs || target.kind !== 'listing' || captureId === undefined) return null;
  const { marketplace, itemId, canonicalUrl, title, seller } = target;
  return (
    <Card title={m.testbuys_title()}>
      <p className="soft small">{m.testbuys_from_claim()}</p>
      <Button aria-haspopup="dialog" onClick={() => setOpening(true)}>
        {m.testbuys_plan()}
      </Button>
      {opening && (
        <PlanDialog
          known={{
            captureId,
            listing: {
              ...{ marketplace, itemId, url: canonicalUrl, title: title ?? '' },
              ...{ sellerName: seller?.name ?? '', sellerId: seller?.id ?? '' },
            },
            // Under a mandate the right is the holder's.
            ...(claim.holder === undefined && { rightId: claim.right.rightId }),
          }}
          onClose={() => setOpening(false)}
        />
      )}
    </Card>
  );
}
