import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { noticePage } from '../utils/page/notice-page.ts';

/** The always-on content script; its manifest entries are in wxt.config.ts, the reason in docs/decisions.md. */
export default defineUnlistedScript(() => noticePage());
