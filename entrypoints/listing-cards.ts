import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { followCards } from '../utils/cards/follow-cards.ts';

/** Comes into search and store pages: reads their listings, and marks them where pages may be touched. */
export default defineUnlistedScript(() => followCards());
