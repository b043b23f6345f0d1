import { madeCalendar, ownCalendar } from '@marketsafe/contract';
import { Button, Card, Loading, Notice } from '@marketsafe/looks';
import { formatLocalTime, m } from '@marketsafe/words';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, remove, send } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

const CALENDAR = '/v1/me/calendar';

const calendarQuery = queryOptions({
  queryKey: ['account', 'calendar'],
  queryFn: ({ signal }) => get(CALENDAR, ownCalendar, signal),
});

/** One's own calendar of clocks: its address is shown once, and ended here. */
export function CalendarCard({ onDone }: { onDone: (say: () => string) => void }) {
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const { data, error, refetch } = useQuery(calendarQuery);
  const onSettled = () => client.invalidateQueries(calendarQuery);
  const make = useMutation({ mutationFn: () => send('POST', CALENDAR, {}, madeCalendar), onSettled });
  const end = useMutation({ mutationFn: () => remove(CALENDAR), onSettled });
  const calendar = data?.calendar;
  const failure = make.error ?? end.error;
  return (
    <Card title={m.calendar_title()}>
      <p className="soft">{m.calendar_about({ organisation: me?.organisation.name ?? '' })}</p>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.account_loading()}</Loading>}
      {calendar === null && !make.data && <p>{m.calendar_none()}</p>}
      {calendar && !make.data && (
        <p>
          {m.calendar_since({ time: formatLocalTime(calendar.createdAt) })}
          {calendar.lastReadAt !== null &&
            ` ${m.calendar_read({ time: formatLocalTime(calendar.lastReadAt) })}`}
        </p>
      )}
      {make.data && (
        <Notice tone="good" title={m.calendar_made()}>
          <code className="token">{make.data.address}</code>
        </Notice>
      )}
      {failure && <FailureNotice error={failure} />}
      {calendar && <p className="soft small">{m.calendar_again_about()}</p>}
      <div className="actions">
        {make.data && <CopyButton text={make.data.address} what={m.calendar_address()} />}
        <Button busy={make.isPending} onClick={() => make.mutate()}>
          {calendar ? m.calendar_again() : m.calendar_make()}
        </Button>
        {calendar && (
          <Button
            busy={end.isPending}
            onClick={() =>
              end.mutate(undefined, {
                onSuccess: () => {
                  make.reset();
                  onDone(m.calendar_ended);
                },
              })
            }
          >
            {m.calendar_end()}
          </Button>
        )}
      </div>
    </Card>
  );
}
