import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { leaveScript } from '../utils/capture/left-scripts.ts';
import { readPageCopy } from '../utils/capture/read-page-copy.ts';
import { beginPageSample, endPageSample, readPageSample } from '../utils/capture/read-page-sample.ts';
import { readDrawnListing } from '../utils/marketplaces/read-listing.ts';

// Brought where a click on "Capture" is likely to come next. Runs nothing.
export default defineUnlistedScript(() => {
  leaveScript('begin', beginPageSample);
  leaveScript('sample', () => readPageSample(readDrawnListing));
  leaveScript('copy', readPageCopy);
  leaveScript('end', endPageSample);
});
