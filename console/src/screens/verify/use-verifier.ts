import type { PackageVerdict } from '@marketsafe/evidence';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { VerifyAnswer, VerifyQuestion } from './messages.ts';

/** Where a verification stands. `trust` is what the verdict rests on: a verdict is one under these keys and roots. */
export type Verification =
  | { state: 'idle' }
  | { state: 'running'; name: string; done: number; of: number }
  | { state: 'done'; name: string; verdict: PackageVerdict; options: VerifyQuestion['options'] }
  | { state: 'cancelled'; name: string }
  | { state: 'broken'; name: string };

function newWorker(): Worker {
  return new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
}

/**
 * Verifies one package at a time in a worker. The worker is loaded with the screen, so that what comes later needs no server.
 */
export function useVerifier() {
  const worker = useRef<Worker | null>(null);
  const [verification, setVerification] = useState<Verification>({ state: 'idle' });

  const restart = useCallback(() => {
    worker.current?.terminate();
    worker.current = newWorker();
  }, []);

  useEffect(() => {
    worker.current = newWorker();
    return () => {
      worker.current?.terminate();
      worker.current = null;
    };
  }, []);

  function verify(file: File, options: VerifyQuestion['options']) {
    if (verification.state === 'running') restart();
    const mine = worker.current;
    if (!mine) return;
    const { name } = file;
    setVerification({ state: 'running', name, done: 0, of: file.size });
    mine.onmessage = ({ data }: MessageEvent<VerifyAnswer>) =>
      setVerification(data.state === 'done' ? { ...data, name, options } : { ...data, name });
    mine.onerror = () => {
      setVerification({ state: 'broken', name });
      restart();
    };
    mine.postMessage({ file, options } satisfies VerifyQuestion);
  }

  function cancel() {
    if (verification.state !== 'running') return;
    restart();
    setVerification({ state: 'cancelled', name: verification.name });
  }

  return { verification, verify, cancel };
}
