import { type AnswerImport, answerUndone } from '@marketsafe/contract';
import { Button, Card, Dialog, Loading, Notice, Progress, Table, useAnnounce } from '@marketsafe/looks';
import { formatClock, formatNumber, m, marketplaceName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ANSWERS, answerImportQuery, answerImportsQuery } from '../../api/answer-queries.ts';
import { order, PATIENCE_MS } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { AnswerLines } from './answer-lines.tsx';

/** Files of answers that were kept: how far each is, the lines that were not taken, and the way back. */
export function KeptFiles() {
  const { data, error, refetch } = useQuery(answerImportsQuery);
  const [shown, setShown] = useState<string | null>(null);
  const [undoing, setUndoing] = useState<AnswerImport | null>(null);
  return (
    <>
      <Card title={m.answers_files()}>
        {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
        {!data && !error && <Loading>{m.answers_files_loading()}</Loading>}
        {data?.imports.length === 0 && <p>{m.answers_files_none()}</p>}
        {data && data.imports.length > 0 && (
          <Table
            caption={m.answers_files()}
            captionHidden
            rows={data.imports}
            keyOf={({ importId }) => importId}
            columns={[
              {
                key: 'name',
                heading: m.answers_file(),
                kind: 'header',
                cell: ({ name, importId }) => (
                  <a href={`${ANSWERS}/imports/${importId}/file`} download={name}>
                    <bdi>{name}</bdi>
                  </a>
                ),
              },
              {
                key: 'marketplace',
                heading: m.answers_marketplace(),
                cell: ({ marketplace }) => marketplaceName(marketplace),
              },
              {
                key: 'kept',
                heading: m.answers_kept_by(),
                cell: ({ at, by }) => m.answers_kept_at({ time: formatClock(at), name: by }),
              },
              {
                key: 'taken',
                heading: m.answers_taken(),
                cell: (one) => <Standing file={one} />,
              },
              {
                key: 'do',
                heading: m.answers_do(),
                cell: (one) => (
                  <div className="actions">
                    {one.lines > one.matched && (
                      <Button
                        size="small"
                        onClick={() => setShown(shown === one.importId ? null : one.importId)}
                      >
                        {m.answers_show_left({ count: formatNumber(one.lines - one.matched) })}
                      </Button>
                    )}
                    {one.state === 'applied' && (
                      <Button size="small" kind="danger" onClick={() => setUndoing(one)}>
                        {m.answers_undo()}
                      </Button>
                    )}
                  </div>
                ),
              },
            ]}
          />
        )}
      </Card>
      {shown !== null && <LeftLines importId={shown} />}
      {undoing && <UndoDialog file={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

function Standing({ file: { state, done, matched, lines } }: { file: AnswerImport }) {
  const count = { done: formatNumber(done), matched: formatNumber(matched), lines: formatNumber(lines) };
  if (state === 'undone') return m.answers_state_undone();
  if (state === 'applied') return m.answers_state_applied(count);
  return <Progress label={m.answers_state_applying(count)} amount={{ done, of: matched }} />;
}

function LeftLines({ importId }: { importId: string }) {
  const { data, error, refetch } = useQuery(answerImportQuery(importId));
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => refetch()} />
    ) : (
      <Loading>{m.answers_files_loading()}</Loading>
    );
  }
  return <AnswerLines title={m.answers_unmatched()} lines={data.unmatched} />;
}

function UndoDialog({ file, onClose }: { file: AnswerImport; onClose: () => void }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const undo = useMutation({
    mutationFn: async () =>
      answerUndone.parse(
        await (
          await order(`${ANSWERS}/imports/${file.importId}/undo`, {}, AbortSignal.timeout(PATIENCE_MS * 4))
        ).json(),
      ),
    onSuccess: async ({ back, stay }) => {
      announce(m.answers_undone({ back: formatNumber(back), stay: formatNumber(stay) }));
      await client.invalidateQueries({ queryKey: ['answers'] });
    },
  });
  return (
    <Dialog title={m.answers_undo_title({ name: file.name })} onClose={onClose}>
      {undo.data ? (
        <Notice tone="good" urgency="status">
          {m.answers_undone({ back: formatNumber(undo.data.back), stay: formatNumber(undo.data.stay) })}
        </Notice>
      ) : (
        <p>{m.answers_undo_about()}</p>
      )}
      {undo.error && <FailureNotice error={undo.error} />}
      <div className="actions">
        {!undo.data && (
          <Button kind="danger" busy={undo.isPending} onClick={() => undo.mutate()}>
            {m.answers_undo()}
          </Button>
        )}
        <Button onClick={onClose}>{m.answers_close()}</Button>
      </div>
    </Dialog>
  );
}
