import {
  type DeskRaidDetail,
  deskRaidDetail,
  RAID_OUTCOMES,
  type RaidOutcomeKind,
  uuid,
} from '@marketsafe/contract';
import { Button, Card, Field, Loading, Notice, Table, TextField, useAnnounce } from '@marketsafe/looks';
import { formatBytes, formatDay, m, raidOutcomeName, raidRequestName } from '@marketsafe/words';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { DESK_RAIDS, deskRaidQuery, deskRaidsQuery } from '../../api/desk-raid-queries.ts';
import { isNotFound } from '../../api/failure.ts';
import { RaidGoes } from '../../components/disclosed/raid-goes.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';

/** For the marketplace's own people: one package of a civil raid as it was released, and what they did with its request. */
export function DeskRaidScreen({ packageId }: { packageId: string }) {
  const possible = uuid.safeParse(packageId).success;
  const query = deskRaidQuery(packageId);
  const { data, error, refetch } = useQuery(
    possible ? query : { queryKey: query.queryKey, queryFn: skipToken },
  );
  const absent = !possible || isNotFound(error);
  const url = (name: string) => `${DESK_RAIDS}/${packageId}/files/${name}`;
  return (
    <>
      <div className="title-row">
        <Link to="/desk">{m.packets_desk_back()}</Link>
        <PageHeading title={data ? m.raids_desk_one({ number: data.raid.number }) : m.raids_desk_title()} />
        {data && (
          <span className="small">
            {m.packets_desk_sent()} {formatDay(data.raid.sentOn)}
          </span>
        )}
      </div>
      {absent && (
        <Notice tone="warn" title={m.raids_desk_absent()}>
          {m.packets_absent_help()}
        </Notice>
      )}
      {!absent && !data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !data && !error && <Loading>{m.raids_loading_one()}</Loading>}
      {data && (
        <>
          <Card title={raidRequestName(data.raid.request)}>
            <div className="actions">
              <a className="button button-main" href={url('package.zip')} download={data.archive.name}>
                {m.raids_package_save({ size: formatBytes(data.archive.bytes) })}
              </a>
              <a className="button" href={url('index.pdf')} target="_blank" rel="noreferrer noopener">
                {m.raids_index_look()}
              </a>
            </div>
            <RaidGoes content={data.disclosed} url={url} />
          </Card>
          <Answers detail={data} />
        </>
      )}
    </>
  );
}

/** What the marketplace said to the request, and a form to say more. */
function Answers({ detail }: { detail: DeskRaidDetail }) {
  const { raid, answers } = detail;
  const client = useQueryClient();
  const announce = useAnnounce();
  const [answerId, setAnswerId] = useState(() => crypto.randomUUID());
  const [kind, setKind] = useState<RaidOutcomeKind>(RAID_OUTCOMES[0]);
  const [text, setText] = useState('');
  const tell = useMutation({
    mutationFn: () =>
      send('POST', `${DESK_RAIDS}/${raid.packageId}/answers`, { answerId, kind, text }, deskRaidDetail),
    onSuccess: async (read) => {
      client.setQueryData(deskRaidQuery(raid.packageId).queryKey, read);
      setAnswerId(crypto.randomUUID());
      setText('');
      announce(m.raids_desk_told());
      await client.invalidateQueries({ queryKey: deskRaidsQuery.queryKey });
    },
  });
  return (
    <Card title={m.raids_desk_answer()}>
      <p>{m.raids_desk_answer_about()}</p>
      {answers.length > 0 && (
        <Table
          caption={m.raids_desk_answer()}
          captionHidden
          rows={answers}
          keyOf={(one) => one.answerId}
          columns={[
            {
              key: 'kind',
              heading: m.raids_outcome(),
              kind: 'header',
              cell: (one) => raidOutcomeName(one.kind),
            },
            { key: 'on', heading: m.raids_desk_said_on(), cell: ({ on }) => formatDay(on) },
            { key: 'by', heading: m.raids_noted_by(), cell: ({ by }) => <bdi>{by}</bdi> },
            { key: 'text', heading: m.raids_told_text(), cell: (one) => <bdi>{one.text}</bdi> },
          ]}
        />
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          tell.mutate();
        }}
      >
        <Field label={m.raids_outcome()}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) => setKind(event.target.value as RaidOutcomeKind)}
            >
              {RAID_OUTCOMES.map((one) => (
                <option key={one} value={one}>
                  {raidOutcomeName(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField label={m.raids_told_text()} limit={2_000} value={text} onChange={setText} />
        {tell.error && <FailureNotice error={tell.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={tell.isPending}>
            {m.raids_desk_tell()}
          </Button>
        </div>
      </form>
    </Card>
  );
}
