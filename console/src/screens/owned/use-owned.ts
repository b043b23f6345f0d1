import type { OwnedFormat, OwnedKind } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { currentLanguage, formatBytes, m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { order } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { saveFile } from '../../packages/save-file.ts';

/** Where an export stands. */
export type OwnedState =
  | { state: 'idle' }
  /** `rows`: about how many there are, where that is known. */
  | { state: 'running'; kind: OwnedKind; bytes: number; rows: number | null }
  | { state: 'done'; name: string; bytes: number }
  | { state: 'cancelled' }
  | { state: 'failed'; error: unknown };

/** One export at a time, with its progress; leaving the screen ends it. */
export function useOwned() {
  const announce = useAnnounce();
  const [state, setState] = useState<OwnedState>({ state: 'idle' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function start(kind: OwnedKind, format: OwnedFormat) {
    if (stop.current) return;
    const mine = new AbortController();
    stop.current = mine;
    setState({ state: 'running', kind, bytes: 0, rows: null });
    try {
      const file = await fetchOwned(kind, format, mine.signal, (bytes, rows) =>
        setState({ state: 'running', kind, bytes, rows }),
      );
      const name = `marketsafe-${kind}.${format}`;
      saveFile(file, name);
      setState({ state: 'done', name, bytes: file.size });
      announce(m.owned_done({ name, size: formatBytes(file.size) }));
    } catch (error) {
      setState(mine.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error });
    } finally {
      stop.current = null;
    }
  }

  return { state, start, cancel: () => stop.current?.abort() };
}

/** The whole file; what does not come whole is given up. */
async function fetchOwned(
  kind: OwnedKind,
  format: OwnedFormat,
  signal: AbortSignal,
  onProgress: (bytes: number, rows: number | null) => void,
): Promise<Blob> {
  const query = new URLSearchParams({ format, language: currentLanguage() });
  const response = await order(`/v1/owned/${kind}?${query}`, null, signal);
  const told = response.headers.get('export-rows');
  const rows = told === null ? null : Number(told);
  if (!response.body) throw new ApiFailure('garbled', { status: response.status, cause: 'no-body' });
  let bytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      bytes += piece.length;
      onProgress(bytes, rows);
      controller.enqueue(piece);
    },
  });
  const type = response.headers.get('content-type') ?? '';
  try {
    // The browser keeps what is large on its disk.
    return await new Response(response.body.pipeThrough(counted), {
      headers: { 'content-type': type },
    }).blob();
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ApiFailure('unreachable', { cause });
  }
}
