import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { leaveScript } from '../utils/capture/left-scripts.ts';
import { readPageSample } from '../utils/capture/read-page-sample.ts';
import { readDrawnListing } from '../utils/marketplaces/read-listing.ts';

export default defineUnlistedScript(() => leaveScript('sample', () => readPageSample(readDrawnListing))());
