import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createSliceSteps } from '../utils/capture/slices/page-script.ts';
import { SLICES_KEY } from '../utils/capture/slices/page-steps.ts';

export default defineUnlistedScript(() => {
  (globalThis as Record<symbol, unknown>)[Symbol.for(SLICES_KEY)] = createSliceSteps(document);
});
