import { isParticipant, type Me } from '@marketsafe/contract';
import { Badge, Icon } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { newsQuery, noticesQuery } from '../api/news-queries.ts';

/** Leads to the news, with how many somebody has not seen: a participant's people of claims, too. */
export function NewsBell({ me }: { me: Me }) {
  return me.roles.includes('liaison') ? null : <Bell ofClaims={isParticipant(me.roles)} />;
}

function Bell({ ofClaims }: { ofClaims: boolean }) {
  const news = useQuery({ ...newsQuery, enabled: ofClaims }).data?.unseen ?? 0;
  const unseen = news + (useQuery(noticesQuery).data?.unseen ?? 0);
  return (
    <Link to="/news" className="line">
      <Icon name="bell" /> {m.news_title()}
      {unseen > 0 && (
        <>
          {' '}
          <Badge tone="info">{m.news_unseen({ count: String(unseen) })}</Badge>
        </>
      )}
    </Link>
  );
}
