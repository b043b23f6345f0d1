import {
  RAID_OUTCOMES,
  type RaidDetail,
  type RaidOutcomeKind,
  type RaidPackage,
  raidGate,
  raidMarketplaces,
} from '@marketsafe/contract';
import { Badge, Button, Card, Dialog, Field, Notice, Pair, Pairs, Table, TextField } from '@marketsafe/looks';
import {
  formatBytes,
  formatDay,
  formatSeries,
  m,
  marketplaceName,
  raidLackSentence,
  raidOutcomeName,
  raidRequestName,
} from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { RAIDS, sendToRaid } from '../../api/raid-queries.ts';
import { RaidGoes } from '../../components/disclosed/raid-goes.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { today } from '../../format/today.ts';
import { useRaidForm } from './raid-fields.tsx';

/** What is missing, what would be asked for, exactly what goes, and what came of it. */
export function PackageTab({ raid }: { raid: RaidDetail }) {
  const { draft, readOnly } = useRaidForm();
  const client = useQueryClient();
  const lacks = raidGate(draft.content, raid.handovers, today());
  const prepare = useMutation({
    mutationFn: () => sendToRaid(client, raid.raidId, 'POST', '/package', { version: raid.version }),
  });
  return (
    <>
      <Card title={m.raids_gate()}>
        {lacks.length === 0 ? (
          <Notice tone="good">{m.raids_gate_open()}</Notice>
        ) : (
          <Notice tone="warn" title={m.raids_lacks_count({ count: lacks.length })}>
            <ul className="raid-lacks">
              {lacks.map((lack) => (
                <li key={JSON.stringify(lack)}>{raidLackSentence(lack)}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Pairs>
          <Pair name={m.raids_request()}>
            {raid.request === null ? m.raids_request_none() : raidRequestName(raid.request)}
          </Pair>
        </Pairs>
        {!readOnly && (
          <>
            <p className="soft">{m.raids_prepare_about()}</p>
            {draft.isChanged && <p>{m.raids_prepare_unsaved()}</p>}
            {prepare.error && <FailureNotice error={prepare.error} />}
            <div className="actions">
              <Button
                kind="main"
                busy={prepare.isPending}
                unavailable={lacks.length > 0 || draft.isChanged}
                onClick={() => prepare.mutate()}
              >
                {m.raids_prepare()}
              </Button>
            </div>
          </>
        )}
      </Card>
      {raid.package && <PackageCard raid={raid} made={raid.package} />}
      {(raid.may.note || raid.outcomes.length > 0) && <Outcomes raid={raid} />}
    </>
  );
}

const STATES = {
  prepared: ['warn', m.raids_package_prepared],
  released: ['good', m.raids_package_released],
  declined: ['bad', m.raids_package_declined],
} as const;

function PackageCard({ raid, made }: { raid: RaidDetail; made: RaidPackage }) {
  const client = useQueryClient();
  const [declining, setDeclining] = useState(false);
  const decide = useMutation({
    mutationFn: (body: object) => sendToRaid(client, raid.raidId, 'POST', '/package/decision', body),
    onSuccess: () => setDeclining(false),
  });
  const [tone, state] = STATES[made.state];
  const outdated = made.state === 'prepared' && made.version !== raid.version;
  const url = (name: string) => `${RAIDS}/${raid.raidId}/package/${name}`;
  return (
    <Card title={m.raids_goes_title()}>
      <p className="line">
        <Badge tone={tone}>{state()}</Badge>
        <span>
          {m.raids_prepared_by({ name: made.preparedBy })} <TimeText utc={made.preparedAt} />
        </span>
        {made.decided && (
          <span>
            <bdi>{made.decided.by}</bdi> <TimeText utc={made.decided.at} />
          </span>
        )}
      </p>
      {made.decided && made.decided.reason !== '' && <Notice tone="bad">{made.decided.reason}</Notice>}
      {outdated && <Notice tone="warn">{m.raids_package_outdated()}</Notice>}
      {made.archive && (
        <p>
          <a className="button button-main" href={url('package.zip')} download={made.archive.name}>
            {m.raids_package_save({ size: formatBytes(made.archive.bytes) })}
          </a>
        </p>
      )}
      <p>
        <a href={url('index.pdf')} target="_blank" rel="noreferrer noopener">
          {m.raids_index_look()}
        </a>
      </p>
      <RaidGoes content={made.content} url={url} />
      <p>
        {m.raids_package_desks({
          marketplaces: formatSeries(raidMarketplaces(made.content).map((id) => marketplaceName(id))),
        })}
      </p>
      <p className="soft">{m.raids_package_stays()}</p>
      {decide.error && !declining && <FailureNotice error={decide.error} />}
      {raid.may.decide && (
        <div className="actions">
          <Button
            kind="main"
            busy={decide.isPending}
            onClick={() => decide.mutate({ decision: 'released', seen: made.contentSha256 })}
          >
            {m.raids_release()}
          </Button>
          <Button aria-haspopup="dialog" onClick={() => setDeclining(true)}>
            {m.raids_decline()}
          </Button>
        </div>
      )}
      {declining && (
        <ReasonDialog
          title={m.raids_decline_title()}
          help={m.raids_decline_help()}
          submit={m.raids_decline()}
          busy={decide.isPending}
          error={decide.error}
          onSubmit={(reason) => decide.mutate({ decision: 'declined', reason })}
          onClose={() => setDeclining(false)}
        />
      )}
    </Card>
  );
}

/** What somebody was told to have come of it. */
function Outcomes({ raid }: { raid: RaidDetail }) {
  const [noting, setNoting] = useState(false);
  return (
    <Card title={m.raids_outcomes()}>
      <p>{m.raids_outcomes_about()}</p>
      {raid.outcomes.length === 0 && <p className="soft">{m.raids_outcomes_none()}</p>}
      {raid.outcomes.length > 0 && (
        <Table
          caption={m.raids_outcomes()}
          captionHidden
          rows={raid.outcomes}
          keyOf={({ outcomeId }) => outcomeId}
          columns={[
            {
              key: 'kind',
              heading: m.raids_outcome(),
              kind: 'header',
              cell: ({ kind }) => raidOutcomeName(kind),
            },
            { key: 'on', heading: m.raids_told_on(), cell: ({ toldOn }) => formatDay(toldOn) },
            {
              key: 'by',
              heading: m.raids_told_by(),
              cell: ({ toldBy, through }) => (through === 'desk' ? m.raids_told_desk() : <bdi>{toldBy}</bdi>),
            },
            { key: 'text', heading: m.raids_told_text(), cell: ({ text }) => <bdi>{text}</bdi> },
            { key: 'noted', heading: m.raids_noted_by(), cell: ({ notedBy }) => <bdi>{notedBy}</bdi> },
          ]}
        />
      )}
      {raid.may.note && (
        <div className="actions">
          <Button aria-haspopup="dialog" onClick={() => setNoting(true)}>
            {m.raids_outcome_note()}
          </Button>
        </div>
      )}
      {noting && <OutcomeDialog raid={raid} onClose={() => setNoting(false)} />}
    </Card>
  );
}

function OutcomeDialog({ raid, onClose }: { raid: RaidDetail; onClose: () => void }) {
  const client = useQueryClient();
  const outcomeId = useRef(crypto.randomUUID());
  const [kind, setKind] = useState<RaidOutcomeKind>('stores-closed');
  const [toldOn, setToldOn] = useState(today());
  const [toldBy, setToldBy] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const ahead = toldOn > today();
  const note = useMutation({
    mutationFn: () =>
      sendToRaid(client, raid.raidId, 'POST', '/outcomes', {
        ...{ outcomeId: outcomeId.current, kind, toldOn, toldBy, text },
      }),
    onSuccess: onClose,
  });
  return (
    <Dialog title={m.raids_outcome_title()} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (toldBy.trim() !== '' && toldOn !== '' && !ahead) note.mutate();
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
        <Field
          label={m.raids_told_on()}
          problem={ahead ? m.raids_told_ahead() : tried && toldOn === '' ? m.rights_form_needed() : null}
        >
          {(control) => (
            <input
              {...control}
              type="date"
              value={toldOn}
              onChange={(event) => setToldOn(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={m.raids_told_by()}
          problem={tried && toldBy.trim() === '' ? m.rights_form_needed() : null}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              maxLength={200}
              value={toldBy}
              onChange={(event) => setToldBy(event.target.value)}
            />
          )}
        </Field>
        <TextField label={m.raids_told_text()} limit={2_000} value={text} onChange={setText} />
        {note.error && <FailureNotice error={note.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={note.isPending}>
            {m.raids_outcome_now()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
