import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { endPageSample } from '../utils/capture/read-page-sample.ts';
import { answer } from '../utils/capture/script-answer.ts';

export default defineUnlistedScript(() => answer(endPageSample));
