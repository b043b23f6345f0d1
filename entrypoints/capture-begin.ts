import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { beginPageSample } from '../utils/capture/read-page-sample.ts';
import { answer } from '../utils/capture/script-answer.ts';

export default defineUnlistedScript(() => answer(beginPageSample));
