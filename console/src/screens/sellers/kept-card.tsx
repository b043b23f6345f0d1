import { SELLER_NOTE_LIMIT, type SellerEntry } from '@marketsafe/contract';
import { Button, Card, TextField } from '@marketsafe/looks';
import { formatDay, m, penaltyName, penaltyToldLine, sellerListName } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useKeep } from './use-keep.ts';

/** Lists, penalties and notes of a seller with who and when, each of which its own organisation can take back; and a field for a note. */
export function KeptCard(props: { sellerId: string; entries: readonly SellerEntry[]; staff: boolean }) {
  const { sellerId, entries, staff } = props;
  const { keep, takeBack } = useKeep(sellerId, () => {});
  return (
    <Card title={m.sellers_kept()}>
      <div className="stack">
        <p className="soft small">{staff ? m.sellers_kept_about_staff() : m.sellers_kept_about()}</p>
        <NoteForm
          busy={keep.isPending}
          error={keep.error}
          onNote={(text) => keep.mutateAsync({ kind: 'note', said: { text }, entryId: crypto.randomUUID() })}
        />
        {takeBack.error && <FailureNotice error={takeBack.error} />}
        {entries.length === 0 && <p className="soft">{m.sellers_kept_none()}</p>}
        <ol className="plain sellers-entries">
          {entries.map((entry) => (
            <Entry
              key={entry.entryId}
              entry={entry}
              staff={staff}
              busy={takeBack.isPending}
              onTakeBack={() => takeBack.mutate(entry.entryId)}
            />
          ))}
        </ol>
      </div>
    </Card>
  );
}

function NoteForm(props: { busy: boolean; error: unknown; onNote: (text: string) => Promise<unknown> }) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const said = text.trim();
    setAsked(said === '');
    if (said === '') return;
    await props.onNote(said).then(
      () => setText(''),
      // What went wrong stands below, and what was written stays.
      () => {},
    );
  };
  return (
    <form className="stack-small" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={m.sellers_note()}
        help={<span className="soft">{m.sellers_note_help()}</span>}
        problem={asked && text.trim() === '' ? m.trouble_needs_text() : null}
        limit={SELLER_NOTE_LIMIT}
        value={text}
        onChange={setText}
      />
      {props.error !== null && <FailureNotice error={props.error} />}
      <div className="actions">
        <Button type="submit" busy={props.busy}>
          {m.sellers_note_add()}
        </Button>
      </div>
    </form>
  );
}

function headOf(entry: SellerEntry): string {
  if (entry.kind === 'penalty') return penaltyName(entry.said.penalty);
  if (entry.kind === 'note') return m.rights_field_note();
  return entry.said.list === null
    ? m.sellers_entry_off()
    : m.sellers_entry_list({ list: sellerListName(entry.said.list) });
}

function Entry(props: { entry: SellerEntry; staff: boolean; busy: boolean; onTakeBack: () => void }) {
  const { entry, staff } = props;
  const { at, by, organisation, undone, own } = entry;
  const head = headOf(entry);
  return (
    <li className={undone ? 'sellers-entry sellers-entry-undone' : 'sellers-entry'}>
      <strong>{head}</strong>
      {entry.kind === 'penalty' && entry.said.points !== null && (
        <> {m.sellers_penalty_points_of({ count: entry.said.points })}</>
      )}
      {entry.kind === 'penalty' && <p className="small">{penaltyToldLine(entry.said)}</p>}
      {entry.kind === 'penalty' && entry.said.since !== null && (
        <p className="small">{m.sellers_penalty_since_line({ day: formatDay(entry.said.since) })}</p>
      )}
      <Words text={entry.kind === 'list' ? entry.said.why : entry.said.text} />
      <p className="soft small">
        <TimeText utc={at} /> ·{' '}
        <bdi>{staff ? m.sellers_entry_by({ name: by, organisation: organisation.name }) : by}</bdi>
        {undone && (
          <>
            {' · '}
            {m.sellers_entry_undone({ name: undone.by })} <TimeText utc={undone.at} />
          </>
        )}
      </p>
      {own && !undone && (
        <Button
          size="small"
          busy={props.busy}
          aria-label={m.sellers_entry_undo_of({ what: head })}
          onClick={props.onTakeBack}
        >
          {m.packets_withdraw_now()}
        </Button>
      )}
    </li>
  );
}

function Words({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <p className="said" dir="auto">
      {text}
    </p>
  );
}
