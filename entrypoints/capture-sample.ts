import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPageSample } from '../utils/capture/read-page-sample.ts';
import { answer } from '../utils/capture/script-answer.ts';
import { readPage } from '../utils/marketplaces/read-page.ts';

export default defineUnlistedScript(() => answer(() => readPageSample(readPage)));
