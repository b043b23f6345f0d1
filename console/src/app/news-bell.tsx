import { isParticipant, type Me } from '@marketsafe/contract';
import { Badge, Icon } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { newsQuery } from '../api/news-queries.ts';

/** Leads a participant's people to the news, with how many they have not seen. */
export function NewsBell({ me }: { me: Me }) {
  return isParticipant(me.roles) ? <Bell /> : null;
}

function Bell() {
  const unseen = useQuery(newsQuery).data?.unseen ?? 0;
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
