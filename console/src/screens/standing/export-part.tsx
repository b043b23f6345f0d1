import { leavingExport } from '@marketsafe/contract';
import { Button, Loading, Notice, Progress } from '@marketsafe/looks';
import { formatBytes, formatNumber, m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { remove, send } from '../../api/client.ts';
import { LEAVING, leavingQuery } from '../../api/standing-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Everything that was filed, as one file: begun, followed, stopped, and downloaded. */
export function ExportPart() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(leavingQuery);
  const again = { onSettled: () => client.invalidateQueries(leavingQuery) };
  const start = useMutation({ mutationFn: () => send('POST', LEAVING, {}, leavingExport), ...again });
  const cancel = useMutation({ mutationFn: () => remove(LEAVING), ...again });
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => refetch()} />
    ) : (
      <Loading>{m.goodfaith_loading()}</Loading>
    );
  }
  const last = data.export;
  const isRunning = last?.state === 'waiting' || last?.state === 'packing';
  const failure = start.error ?? cancel.error;
  return (
    <section className="stack" aria-labelledby="standing-export">
      <h3 id="standing-export">{m.goodfaith_export()}</h3>
      <p className="soft">{m.goodfaith_export_about()}</p>
      {failure && <FailureNotice error={failure} />}
      {last && isRunning && (
        <Progress
          label={m.goodfaith_export_running({
            done: formatNumber(last.done),
            claims: formatNumber(last.claims),
          })}
          amount={last.claims > 0 ? { done: last.done, of: last.claims } : null}
        >
          <Button size="small" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {m.goodfaith_export_cancel()}
          </Button>
        </Progress>
      )}
      {last?.state === 'cancelled' && <Notice tone="info">{m.goodfaith_export_cancelled()}</Notice>}
      {last?.state === 'withdrawn' && <Notice tone="warn">{m.goodfaith_export_withdrawn()}</Notice>}
      {last?.state === 'failed' && <Notice tone="bad">{m.goodfaith_export_failed()}</Notice>}
      {last && last.left > 0 && (
        <Notice tone="warn">{m.goodfaith_export_left({ count: formatNumber(last.left) })}</Notice>
      )}
      {last?.file && (
        <>
          <p>{m.goodfaith_export_ready({ name: last.file.name, size: formatBytes(last.file.bytes) })}</p>
          <p className="small">
            {'SHA-256 '}
            <code className="hash">{last.file.sha256}</code>
          </p>
          <p>
            <a href={`${LEAVING}/${last.exportId}`} download={last.file.name}>
              {m.goodfaith_export_download()}
            </a>
          </p>
        </>
      )}
      {!isRunning && (
        <div className="actions">
          <Button busy={start.isPending} onClick={() => start.mutate()}>
            {last?.file ? m.goodfaith_export_again() : m.goodfaith_export_start()}
          </Button>
        </div>
      )}
    </section>
  );
}
