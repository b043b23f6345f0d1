import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPageSample } from '../utils/capture/read-page-sample.ts';
import { answer } from '../utils/capture/script-answer.ts';
import { readDrawnListing } from '../utils/marketplaces/read-listing.ts';

export default defineUnlistedScript(() => answer(() => readPageSample(readDrawnListing)));
