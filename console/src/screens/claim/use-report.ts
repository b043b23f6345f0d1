import type { ReportKind } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { order } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { saveFile } from '../../packages/save-file.ts';

/** Where a document stands; `bytes` have come so far. */
export type ReportState =
  | { state: 'idle' }
  | { state: 'running'; kind: ReportKind; bytes: number }
  | { state: 'done'; name: string; bytes: number }
  | { state: 'cancelled' }
  | { state: 'failed'; kind: ReportKind; error: unknown };

const NAME = /filename="([a-z0-9][a-z0-9._-]*\.pdf)"/;

/**
 * Has the server make a document about a claim. What does not come whole is given up.
 * @throws ApiFailure; what `signal` was aborted with
 */
async function fetchReport(
  claimId: string,
  kind: ReportKind,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<{ file: Blob; name: string }> {
  const response = await order(`/v1/claims/${claimId}/reports/${kind}`, null, signal);
  const name = NAME.exec(response.headers.get('content-disposition') ?? '')?.[1];
  if (name === undefined || !response.body)
    throw new ApiFailure('garbled', { status: response.status, cause: 'no-document' });
  let bytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      bytes += piece.length;
      onProgress(bytes);
      controller.enqueue(piece);
    },
  });
  try {
    const file = await new Response(response.body.pipeThrough(counted, { signal })).blob();
    return { file: new Blob([file], { type: 'application/pdf' }), name };
  } catch (cause) {
    if (signal.aborted) throw cause;
    // A connection that broke looks the same as a server that broke it off.
    throw new ApiFailure('unreachable', { cause });
  }
}

/** One document at a time, with its progress; leaving the screen ends it. */
export function useReport(claimId: string) {
  const announce = useAnnounce();
  const [state, setState] = useState<ReportState>({ state: 'idle' });
  const stop = useRef<AbortController | null>(null);

  useEffect(() => () => stop.current?.abort(), []);

  async function start(kind: ReportKind) {
    if (stop.current) return;
    const mine = new AbortController();
    stop.current = mine;
    setState({ state: 'running', kind, bytes: 0 });
    announce(m.console_reports_making());
    try {
      const { file, name } = await fetchReport(
        claimId,
        kind,
        (bytes) => setState({ state: 'running', kind, bytes }),
        mine.signal,
      );
      saveFile(file, name);
      setState({ state: 'done', name, bytes: file.size });
    } catch (error) {
      setState(mine.signal.aborted ? { state: 'cancelled' } : { state: 'failed', kind, error });
    } finally {
      stop.current = null;
    }
  }

  return { state, start, cancel: () => stop.current?.abort() };
}
