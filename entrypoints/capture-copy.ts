import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPageCopy } from '../utils/capture/read-page-copy.ts';
import { answer } from '../utils/capture/script-answer.ts';

export default defineUnlistedScript(() => answer(readPageCopy));
