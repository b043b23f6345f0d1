import { captureKey, type LeftScript } from './page-keys.ts';
import { answer } from './script-answer.ts';

type Answer = ReturnType<typeof answer>;

/** Leaves a capture script in the isolated world, so that the worker's later calls need not bring it again. */
export function leaveScript(script: LeftScript, work: () => unknown): () => Answer {
  const call = () => answer(work);
  (globalThis as Record<symbol, unknown>)[Symbol.for(captureKey(script))] = call;
  return call;
}
