import {
  ADDED_FILE_TYPES,
  bagsOf,
  CUSTODIANS,
  type Custodian,
  type CustodySide,
  custodyGaps,
  type Handover,
  type RaidDetail,
  type ShownSide,
} from '@marketsafe/contract';
import {
  Badge,
  Button,
  Card,
  Check,
  Dialog,
  Field,
  FieldGroup,
  FileButton,
  Notice,
  Table,
} from '@marketsafe/looks';
import { custodianName, formatSeries, m, raidLackSentence } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiFailure } from '../../api/failure.ts';
import { peopleQuery } from '../../api/people-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { RAIDS, sendToRaid } from '../../api/raid-queries.ts';
import { type ChosenFile, chosenOf, uploadChosen } from '../../components/chosen-files.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useRaidForm } from './raid-fields.tsx';

/** Who has had the goods since they were taken: every hand-over, who stands behind it, and where the chain has gaps. */
export function CustodyTab({ raid }: { raid: RaidDetail }) {
  const { draft, readOnly } = useRaidForm();
  const client = useQueryClient();
  const [noting, setNoting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Handover | null>(null);
  const bags = bagsOf(draft.content.inventory);
  const gaps = custodyGaps(bags, raid.handovers);
  const act = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      sendToRaid(client, raid.raidId, 'POST', path, body),
    onSuccess: () => setWithdrawing(null),
  });
  return (
    <Card title={m.raids_tab_custody()}>
      <p>{m.raids_custody_about()}</p>
      {bags.length > 0 && gaps.length === 0 && <Notice tone="good">{m.raids_custody_whole()}</Notice>}
      {gaps.length > 0 && (
        <Notice tone="warn" title={m.raids_custody_gaps()}>
          <ul className="bullets">
            {gaps.map((gap) => (
              <li key={JSON.stringify(gap)}>{raidLackSentence({ lack: 'custody', gap })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {act.error && <FailureNotice error={act.error} />}
      {raid.handovers.length === 0 && <p className="soft">{m.raids_custody_none()}</p>}
      {raid.handovers.length > 0 && (
        <Table
          caption={m.raids_tab_custody()}
          captionHidden
          rows={raid.handovers}
          keyOf={({ handoverId }) => handoverId}
          columns={[
            {
              key: 'at',
              heading: m.raids_handed_at(),
              kind: 'header',
              cell: ({ at }) => <TimeText utc={at} />,
            },
            { key: 'from', heading: m.raids_doc_from(), cell: ({ from }) => <Side side={from} /> },
            { key: 'to', heading: m.raids_doc_to(), cell: ({ to }) => <Side side={to} /> },
            {
              key: 'bags',
              heading: m.raids_doc_bags(),
              cell: ({ bags: of }) => (of === null ? m.raids_doc_bags_all() : formatSeries(of)),
            },
            { key: 'stands', heading: m.raids_stage(), cell: (one) => <Stands raid={raid} handover={one} /> },
            {
              key: 'change',
              heading: m.raids_change(),
              cell: ({ handoverId, may, ...one }) => (
                <span className="line">
                  {may.confirm && (
                    <Button
                      size="small"
                      kind="main"
                      busy={act.isPending}
                      onClick={() => act.mutate({ path: `/handovers/${handoverId}/confirmation`, body: {} })}
                    >
                      {m.raids_confirm()}
                    </Button>
                  )}
                  {may.withdraw && (
                    <Button
                      size="small"
                      aria-haspopup="dialog"
                      onClick={() => setWithdrawing({ ...one, handoverId, may })}
                    >
                      {m.raids_withdraw()}
                    </Button>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {!readOnly && (
        <div className="actions">
          <Button aria-haspopup="dialog" onClick={() => setNoting(true)}>
            {m.raids_handover_note()}
          </Button>
        </div>
      )}
      {noting && <HandoverDialog raid={raid} onClose={() => setNoting(false)} />}
      {withdrawing && (
        <ReasonDialog
          title={m.raids_withdraw_title()}
          help={m.raids_withdraw_help()}
          submit={m.raids_withdraw()}
          busy={act.isPending}
          error={act.error}
          onSubmit={(reason) =>
            act.mutate({ path: `/handovers/${withdrawing.handoverId}/withdrawal`, body: { reason } })
          }
          onClose={() => setWithdrawing(null)}
        />
      )}
    </Card>
  );
}

function Side({ side }: { side: ShownSide }) {
  if (side.kind === 'person') return <bdi>{side.name}</bdi>;
  return (
    <>
      <bdi>{side.name}</bdi> <span className="soft small">{custodianName(side.custodian)}</span>
    </>
  );
}

function Stands({ raid, handover }: { raid: RaidDetail; handover: Handover }) {
  const { from, to, paper, withdrawn } = handover;
  if (withdrawn)
    return (
      <>
        <Badge tone="quiet">{m.raids_withdrawn()}</Badge> <bdi className="small">{withdrawn.reason}</bdi>
      </>
    );
  const waits = [from, to].some((side) =>
    side.kind === 'person' ? side.confirmedAt === null : paper === null,
  );
  return (
    <span className="line">
      <Badge tone={waits ? 'warn' : 'good'}>{waits ? m.raids_waits() : m.raids_confirmed()}</Badge>
      {paper !== null && (
        <a href={`${RAIDS}/${raid.raidId}/files/${paper}`} target="_blank" rel="noreferrer noopener">
          {m.raids_paper_look()}
        </a>
      )}
    </span>
  );
}

/** A side as it is entered: somebody of the organisation by their id, or somebody outside. */
interface TypedSide {
  person: string;
  custodian: Custodian;
  name: string;
}
const sideOf = ({ person, custodian, name }: TypedSide): CustodySide | null => {
  if (person !== '') return { kind: 'person', userId: person };
  return name.trim() === '' ? null : { kind: 'outside', custodian, name: name.trim() };
};

function HandoverDialog({ raid, onClose }: { raid: RaidDetail; onClose: () => void }) {
  const client = useQueryClient();
  const handoverId = useRef(crypto.randomUUID());
  const own = useQuery(meQuery).data?.user.userId ?? '';
  const [at, setAt] = useState('');
  const [from, setFrom] = useState<TypedSide>({ person: '', custodian: 'authority', name: '' });
  const [to, setTo] = useState<TypedSide>({ person: own, custodian: 'laboratory', name: '' });
  const [bags, setBags] = useState<readonly string[] | null>(null);
  const [paper, setPaper] = useState<ChosenFile | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const sides = { from: sideOf(from), to: sideOf(to) };
  const note = useMutation({
    mutationFn: async () => {
      if (paper) await uploadChosen([paper]);
      return sendToRaid(client, raid.raidId, 'POST', '/handovers', {
        ...{ handoverId: handoverId.current, at: new Date(at).toISOString(), bags, ...sides },
        paper: paper?.added.sha256 ?? null,
      });
    },
    onSuccess: onClose,
  });
  const said = note.error instanceof ApiFailure ? (note.error.problem?.errors ?? []) : [];
  const atProblem = said.some(({ path }) => path === '/at') ? m.raids_handed_ahead() : null;
  const known = bagsOf(raid.content.inventory).filter((bag) => bag !== '');
  return (
    <Dialog title={m.raids_handover_title()} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (at !== '' && sides.from && sides.to && (bags === null || bags.length > 0)) note.mutate();
        }}
      >
        <Field label={m.raids_handed_at()} problem={tried && at === '' ? m.rights_form_needed() : atProblem}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </Field>
        <SideFields legend={m.raids_doc_from()} side={from} onSide={setFrom} lacking={tried && !sides.from} />
        <SideFields legend={m.raids_doc_to()} side={to} onSide={setTo} lacking={tried && !sides.to} />
        <FieldGroup
          legend={m.raids_doc_bags()}
          problem={tried && bags?.length === 0 ? m.rights_form_needed() : null}
        >
          <Check checked={bags === null} onCheck={(all) => setBags(all ? null : [])}>
            {m.raids_doc_bags_all()}
          </Check>
          {bags !== null &&
            known.map((bag) => (
              <Check
                key={bag}
                checked={bags.includes(bag)}
                onCheck={(on) => setBags(on ? [...bags, bag] : bags.filter((one) => one !== bag))}
              >
                <bdi>{bag}</bdi>
              </Check>
            ))}
        </FieldGroup>
        <FieldGroup legend={m.raids_paper()} problem={refused}>
          <p className="soft">{m.raids_paper_help()}</p>
          {paper && <bdi>{paper.added.name}</bdi>}
          <FileButton
            accept={ADDED_FILE_TYPES.join(',')}
            onFiles={([file]) => {
              if (!file) return;
              void chosenOf(file).then((chosen) => {
                setPaper(chosen);
                setRefused(chosen ? null : m.inquiry_answer_file_refused({ name: file.name }));
              });
            }}
          >
            {m.raids_paper_choose()}
          </FileButton>
        </FieldGroup>
        {note.error && atProblem === null && <FailureNotice error={note.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={note.isPending}>
            {m.raids_handover_now()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function SideFields(props: {
  legend: string;
  side: TypedSide;
  lacking: boolean;
  onSide: (side: TypedSide) => void;
}) {
  const { side, onSide } = props;
  const organisationId = useQuery(meQuery).data?.organisation.organisationId ?? '';
  const people = useQuery({ ...peopleQuery(organisationId), enabled: organisationId !== '' });
  return (
    <FieldGroup legend={props.legend}>
      <Field label={m.raids_side()}>
        {(control) => (
          <select
            {...control}
            value={side.person}
            onChange={(event) => onSide({ ...side, person: event.target.value })}
          >
            <option value="">{m.raids_outside()}</option>
            {people.data?.people
              .filter(({ endedAt }) => endedAt === null)
              .map(({ userId, name }) => (
                <option key={userId} value={userId}>
                  {name}
                </option>
              ))}
          </select>
        )}
      </Field>
      {side.person === '' && (
        <div className="raid-grid">
          <Field label={m.raids_custodian()}>
            {(control) => (
              <select
                {...control}
                value={side.custodian}
                onChange={(event) => onSide({ ...side, custodian: event.target.value as Custodian })}
              >
                {CUSTODIANS.map((custodian) => (
                  <option key={custodian} value={custodian}>
                    {custodianName(custodian)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label={m.raids_custodian_named()}
            problem={props.lacking ? m.rights_form_needed() : null}
            help={<p className="soft">{m.raids_stays()}</p>}
          >
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                maxLength={200}
                value={side.name}
                onChange={(event) => onSide({ ...side, name: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </FieldGroup>
  );
}
