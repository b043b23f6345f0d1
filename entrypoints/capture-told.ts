import { toldSentence } from '@marketsafe/words';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { registerOutcomeWords } from '../utils/page/outcome-words.ts';

// Run after a capture or a key of a sweep, in the page that it was about or led to.
export default defineUnlistedScript(() => registerOutcomeWords(toldSentence));
