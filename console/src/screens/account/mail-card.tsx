import {
  DIGEST_PACES,
  type DigestPace,
  isParticipant,
  isProgramStaff,
  MAIL_NEWS,
  type MailChoice,
  type MailNews,
} from '@marketsafe/contract';
import { Card, Check, Field, FieldGroup, Loading } from '@marketsafe/looks';
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

const PACES = {
  'at-once': m.account_mail_at_once,
  daily: m.account_mail_daily,
  weekly: m.account_mail_weekly,
  never: m.account_mail_never,
} satisfies Record<DigestPace, unknown>;

/** What news one gets by mail, for the organisation that one acts for. A box that is pressed is kept at once. */
export function MailCard({ email, onDone }: { email: string; onDone: (say: () => string) => void }) {
  const me = useQuery(meQuery).data;
  const organisation = me?.organisation.name ?? '';
  const participant = me !== undefined && isParticipant(me.roles);
  const staff = me !== undefined && isProgramStaff(me.roles);
  const { data, error, refetch } = useQuery(mailChoiceQuery);
  const change = useAccountChange((choice: MailChoice) => put(MAIL_CHOICE, choice));
  const keep = (choice: MailChoice) =>
    change.mutate(choice, { onSuccess: () => onDone(m.account_mail_done) });
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
              onCheck={(checked) => keep({ ...data, [one]: checked })}
            >
              {NAMES[one]()}
            </Check>
          ))}
        </FieldGroup>
      )}
      {data && (participant || staff) && (
        <Field label={staff ? m.account_mail_waits() : m.account_mail_digest()}>
          {(control) => (
            <select
              {...control}
              className="input input-short"
              value={staff && data.digest === 'at-once' ? 'daily' : data.digest}
              disabled={change.isPending}
              onChange={(event) => {
                const digest = DIGEST_PACES.find((pace) => pace === event.target.value);
                if (digest) keep({ ...data, digest });
              }}
            >
              {DIGEST_PACES.filter((pace) => !staff || pace !== 'at-once').map((pace) => (
                <option key={pace} value={pace}>
                  {PACES[pace]()}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {change.error && <FailureNotice error={change.error} />}
    </Card>
  );
}
