import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { leaveScript } from '../utils/capture/left-scripts.ts';
import { readPageSample } from '../utils/capture/read-page-sample.ts';
import { recognisePage } from '../utils/marketplaces/detect.ts';

// For a marketplace whose reading is switched off: holds no adapter, so none can run.
export default defineUnlistedScript(() =>
  leaveScript('sample-reading-off', () =>
    readPageSample((url, page) => ({ reading: recognisePage(url, page), drawn: {} })),
  )(),
);
