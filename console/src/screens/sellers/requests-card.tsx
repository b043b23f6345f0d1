import type { FoundSeller, NewPenaltyNote, PenaltyRequest } from '@marketsafe/contract';
import { Badge, Button, Card, Fold, Loading, useAnnounce } from '@marketsafe/looks';
import {
  formatDay,
  m,
  penaltyRequestStateName,
  penaltyRequestText,
  penaltyWantedName,
} from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { askForPenalty, notePenalty, penaltyRequestsQuery } from '../../api/figure-queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { today } from '../../format/today.ts';
import { PenaltyDialog } from './keep-dialogs.tsx';
import { sellerName } from './list-badge.tsx';
import { AskDialog, ToldDialog } from './request-dialogs.tsx';

const TONES = { asked: 'info', granted: 'good', refused: 'bad', none: 'quiet' } as const;

/** What the marketplace was asked to do about a seller, on which basis, and what was told of it. */
export function RequestsCard({ seller, staff }: { seller: FoundSeller; staff: boolean }) {
  const { sellerId } = seller;
  const { data, error, refetch } = useQuery(penaltyRequestsQuery(sellerId));
  const [open, setOpen] = useState<'ask' | { granted: string } | { told: string } | null>(null);
  const client = useQueryClient();
  const announce = useAnnounce();
  const done = async () => {
    setOpen(null);
    announce(m.penalties_kept());
    await client.invalidateQueries({ queryKey: ['sellers'] });
  };
  const ask = useMutation({
    mutationFn: (request: Parameters<typeof askForPenalty>[1]) => askForPenalty(sellerId, request),
    onSuccess: done,
  });
  const note = useMutation({
    mutationFn: ({ requestId, said }: { requestId: string; said: NewPenaltyNote }) =>
      notePenalty(requestId, said),
    onSuccess: done,
  });
  const close = () => {
    ask.reset();
    note.reset();
    setOpen(null);
  };
  return (
    <Card title={m.penalties_title()}>
      <div className="stack">
        <p className="soft small">{m.penalties_about()}</p>
        {error && <FailureNotice error={error} onRetry={() => refetch()} />}
        {!data && !error && <Loading>{m.sellers_page_loading()}</Loading>}
        {data?.requests.length === 0 && <p className="soft">{m.penalties_none()}</p>}
        <ol className="plain sellers-entries">
          {data?.requests.map((request) => (
            <Request
              key={request.requestId}
              request={request}
              seller={sellerName(seller)}
              onGranted={() => setOpen({ granted: request.requestId })}
              onTold={() => setOpen({ told: request.requestId })}
            />
          ))}
        </ol>
        {data && !staff && (
          <div className="actions">
            <Button onClick={() => setOpen('ask')}>{m.penalties_ask()}</Button>
          </div>
        )}
      </div>
      {open === 'ask' && data && (
        <AskDialog found={data} busy={ask.isPending} error={ask.error} onAsk={ask.mutate} onClose={close} />
      )}
      {open !== null && typeof open === 'object' && 'granted' in open && (
        <PenaltyDialog
          busy={note.isPending}
          error={note.error}
          onClose={close}
          onKeep={(entry) => {
            if (entry.kind !== 'penalty') return;
            const said = { kind: 'granted' as const, noteId: entry.entryId, penalty: entry.said };
            note.mutate({ requestId: open.granted, said });
          }}
        />
      )}
      {open !== null && typeof open === 'object' && 'told' in open && (
        <ToldDialog
          busy={note.isPending}
          error={note.error}
          onClose={close}
          onNote={(said) => note.mutate({ requestId: open.told, said })}
        />
      )}
    </Card>
  );
}

function Request(props: {
  request: PenaltyRequest;
  seller: string;
  onGranted: () => void;
  onTold: () => void;
}) {
  const { request, seller, onGranted, onTold } = props;
  const { wanted, basis, askedOn, lookOn, state, by, notes, own, organisation } = request;
  const texts = (['en', 'zh-CN'] as const).map((language) => penaltyRequestText(request, seller, language));
  const text = texts.join('\n\n');
  return (
    <li className="stack-small">
      <p>
        <strong>{penaltyWantedName(wanted)}</strong>{' '}
        <Badge tone={TONES[state]}>{penaltyRequestStateName(state)}</Badge>
      </p>
      <p className="small">
        {basis.kind === 'raid' ? (
          <Link to="/raids/$raidId" params={{ raidId: basis.raidId }}>
            {m.penalties_basis_raid({ number: basis.number, grade: basis.grade })}
          </Link>
        ) : (
          <>
            {m.penalties_basis_repeat({ count: basis.claims.length })}{' '}
            {basis.claims.map(({ claimId, number }) => (
              <span key={claimId}>
                <Link to="/claims/$claimId" params={{ claimId }}>
                  {number}
                </Link>{' '}
              </span>
            ))}
          </>
        )}
      </p>
      <p className="soft small">
        {m.penalties_asked_on()} {formatDay(askedOn)} · {m.penalties_by({ name: by })}
        {!own && ` · ${organisation.name}`}
      </p>
      {lookOn !== null && (
        <p className="small">
          {lookOn <= today()
            ? m.penalties_due({ day: formatDay(lookOn) })
            : m.penalties_look_next({ day: formatDay(lookOn) })}
        </p>
      )}
      {notes.map(({ kind, on, text: words, at }) => (
        <p key={at} className="small">
          {formatDay(on)} {kind === 'look' ? m.penalties_note_look() : penaltyRequestStateName(kind)}
          {words !== '' && <> · {words}</>}
        </p>
      ))}
      <Fold summary={m.penalties_words()}>
        <pre className="sellers-words">{text}</pre>
        <CopyButton text={text} what={m.penalties_words()} />
      </Fold>
      {own && (
        <p className="line">
          <Button size="small" onClick={onGranted}>
            {m.penalties_note_granted()}
          </Button>
          <Button size="small" onClick={onTold}>
            {m.penalties_note()}
          </Button>
        </p>
      )}
    </li>
  );
}
