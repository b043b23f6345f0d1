import { isProgramStaff } from '@marketsafe/contract';
import { Card, Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../api/queries.ts';
import { translationQueueQuery, translationsQuery } from '../../api/translation-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TranslationText } from '../../components/translation-help.tsx';
import { QueueItem } from './queue-item.tsx';

/** What the person has asked for in another language; for the program's staff first what waits for a translator. */
export function TranslationsScreen() {
  const staff = isProgramStaff(useQuery(meQuery).data?.roles ?? []);
  const own = useQuery(translationsQuery);
  return (
    <>
      <PageHeading title={m.translation_title()} />
      {staff && <Queue />}
      <Card title={m.translation_own()}>
        {!own.data && own.error && <FailureNotice error={own.error} onRetry={() => own.refetch()} />}
        {!own.data && !own.error && <Loading>{m.translation_loading()}</Loading>}
        {own.data?.translations.length === 0 && <p>{m.translation_own_none()}</p>}
        <ul className="plain stack">
          {own.data?.translations.map((one) => (
            <li key={one.translationId} className="stack-small">
              <p className="soft" dir="auto">
                {one.text}
              </p>
              <TranslationText translation={one} />
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Queue() {
  const { data, error, refetch } = useQuery(translationQueueQuery);
  return (
    <>
      <h2>{m.translation_queue()}</h2>
      <p className="soft small">{m.translation_queue_about()}</p>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.translation_loading()}</Loading>}
      {data?.waiting.length === 0 && <p>{m.translation_queue_none()}</p>}
      {data?.waiting.map((waiting) => (
        <QueueItem key={waiting.translationId} waiting={waiting} />
      ))}
    </>
  );
}
