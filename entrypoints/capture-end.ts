import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { leaveScript } from '../utils/capture/left-scripts.ts';
import { endPageSample } from '../utils/capture/read-page-sample.ts';

export default defineUnlistedScript(() => leaveScript('end', endPageSample)());
