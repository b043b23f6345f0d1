import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { followPage } from '../utils/page/follow-page.ts';

/** The always-on content script; the manifest entry is in wxt.config.ts, the reason in docs/decisions.md. */
export default defineUnlistedScript(() => followPage());
