import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { followPage } from '../utils/page/follow-page.ts';

/** Comes into pages that may show a listing: says what the page is, follows it, and puts the button there. */
export default defineUnlistedScript(() => followPage());
