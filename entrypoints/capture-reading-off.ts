import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPageSample } from '../utils/capture/read-page-sample.ts';
import { answer } from '../utils/capture/script-answer.ts';
import { recognisePage } from '../utils/marketplaces/detect.ts';

// For a marketplace whose reading is switched off: holds no adapter, so none can run.
export default defineUnlistedScript(() =>
  answer(() => readPageSample((url, page) => ({ reading: recognisePage(url, page), drawn: {} }))),
);
