import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { SLICES_KEY } from '../utils/capture/page-keys.ts';
import { createSliceSteps } from '../utils/capture/slices/page-script.ts';
import type { SliceCall } from '../utils/capture/slices/page-steps.ts';
import { send } from '../utils/messages/send-message.ts';

export default defineUnlistedScript(() => {
  const world = globalThis as Record<symbol, unknown>;
  const key = Symbol.for(SLICES_KEY);
  // What a dead worker left behind is put back first: otherwise this one would start from there.
  const left = world[key] as ((call: SliceCall) => unknown) | undefined;
  left?.({ step: 'end' });
  world[key] = createSliceSteps(document, () => {
    // Wakes the worker, which finishes what the last one left. An extension that is gone has nothing to finish.
    void send({ type: 'capture.left' }).catch(() => undefined);
  });
});
