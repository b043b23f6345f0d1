import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { leaveScript } from '../utils/capture/left-scripts.ts';
import { readPageCopy } from '../utils/capture/read-page-copy.ts';

export default defineUnlistedScript(() => leaveScript('copy', readPageCopy)());
