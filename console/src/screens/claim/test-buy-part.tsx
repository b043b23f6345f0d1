import { isParticipant } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { meQuery } from '../../api/queries.ts';
import { claimTestBuyQuery } from '../../api/test-buy-queries.ts';
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
