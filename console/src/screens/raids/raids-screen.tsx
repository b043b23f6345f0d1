import { isParticipant, type RaidSummary, raidDetail } from '@marketsafe/contract';
import { Badge, Button, Dialog, Empty, Field, Loading, Table } from '@marketsafe/looks';
import { m, raidStageName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { send } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { RAIDS, raidsQuery } from '../../api/raid-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Civil raids: the organisation's own, for the program's staff all. */
export function RaidsScreen() {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const [opening, setOpening] = useState(false);
  const { data, error, refetch } = useQuery(raidsQuery);
  return (
    <>
      <PageHeading title={m.raids_title()} />
      <p>{m.raids_about()}</p>
      {isParticipant(roles) && (
        <div className="actions">
          <Button kind="main" aria-haspopup="dialog" onClick={() => setOpening(true)}>
            {m.raids_open()}
          </Button>
        </div>
      )}
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.raids_loading()}</Loading>}
      {data?.raids.length === 0 && (
        <Empty title={<h2>{m.raids_none()}</h2>}>
          <p>{m.raids_none_about()}</p>
        </Empty>
      )}
      {data && data.raids.length > 0 && <RaidsTable raids={data.raids} />}
    </>
  );
}

const TONES = { open: 'quiet', prepared: 'warn', released: 'good' } as const;

/** How a raid stands. */
export function StageBadge({ stage }: Pick<RaidSummary, 'stage'>) {
  return <Badge tone={TONES[stage]}>{raidStageName(stage)}</Badge>;
}

function RaidsTable({ raids }: { raids: readonly RaidSummary[] }) {
  const ofOthers = raids.some(({ organisation }) => organisation !== undefined);
  return (
    <Table
      framed
      caption={m.raids_title()}
      captionHidden
      rows={raids}
      keyOf={({ raidId }) => raidId}
      columns={[
        {
          key: 'title',
          heading: m.raids_case(),
          kind: 'header',
          cell: ({ raidId, title }) => (
            <Link to="/raids/$raidId" params={{ raidId }}>
              <bdi>{title}</bdi>
            </Link>
          ),
        },
        { key: 'number', heading: m.raids_number(), cell: ({ number }) => number },
        ...(ofOthers
          ? [
              {
                key: 'organisation',
                heading: m.raids_organisation(),
                cell: ({ organisation }: RaidSummary) => <bdi>{organisation?.name}</bdi>,
              },
            ]
          : []),
        { key: 'stage', heading: m.raids_stage(), cell: ({ stage }) => <StageBadge stage={stage} /> },
        {
          key: 'lacks',
          heading: m.raids_lacks(),
          cell: ({ lacks }) => (lacks === 0 ? m.raids_lacks_none() : m.raids_lacks_count({ count: lacks })),
        },
        {
          key: 'saved',
          heading: m.raids_saved(),
          cell: ({ savedAt, savedBy }) => (
            <>
              <TimeText utc={savedAt} /> <span className="soft small">{savedBy}</span>
            </>
          ),
        },
      ]}
    />
  );
}

function OpenDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [lacking, setLacking] = useState(false);
  // Pressed twice, or sent again after a lost answer, it is the same raid.
  const raidId = useRef(crypto.randomUUID());
  const open = useMutation({
    mutationFn: () => send('POST', RAIDS, { raidId: raidId.current, title }, raidDetail),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: raidsQuery.queryKey });
      void navigate({ to: '/raids/$raidId', params: { raidId: raidId.current } });
    },
  });
  return (
    <Dialog title={m.raids_open_title()} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setLacking(title.trim() === '');
          if (title.trim() !== '') open.mutate();
        }}
      >
        <Field
          label={m.raids_case()}
          problem={lacking ? m.rights_form_needed() : null}
          help={<p className="soft">{m.raids_case_help()}</p>}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              maxLength={200}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        {open.error && <FailureNotice error={open.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={open.isPending}>
            {m.raids_open_now()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
