import { MAIL_NEWS, type MailChoice, type MailNews } from '@marketsafe/contract';
import { Card, Check, FieldGroup, Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { MAIL_CHOICE, mailChoiceQuery } from '../../api/account-queries.ts';
import { put } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAccountChange } from './use-account-change.ts';

const NAMES = {
  threads: m.account_mail_threads,
  translations: m.account_mail_translations,
} satisfies Record<MailNews, unknown>;

/** What news one gets by mail, for the organisation that one acts for. A box that is pressed is kept at once. */
export function MailCard({ email, onDone }: { email: string; onDone: (say: () => string) => void }) {
  const organisation = useQuery(meQuery).data?.organisation.name ?? '';
  const { data, error, refetch } = useQuery(mailChoiceQuery);
  const change = useAccountChange((choice: MailChoice) => put(MAIL_CHOICE, choice));
  return (
    <Card title={m.account_mail()}>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.account_loading()}</Loading>}
      {data && (
        <FieldGroup legend={m.account_mail_about({ email, organisation })}>
          {MAIL_NEWS.map((one) => (
            <Check
              key={one}
              checked={data[one]}
              disabled={change.isPending}
              onCheck={(checked) =>
                change.mutate({ ...data, [one]: checked }, { onSuccess: () => onDone(m.account_mail_done) })
              }
            >
              {NAMES[one]()}
            </Check>
          ))}
        </FieldGroup>
      )}
      {change.error && <FailureNotice error={change.error} />}
    </Card>
  );
}
