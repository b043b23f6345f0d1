import { outcomeSentence } from '@marketsafe/words';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { registerOutcomeWords } from '../utils/page/outcome-words.ts';

// Run after a capture, in the page that it was made of.
export default defineUnlistedScript(() => registerOutcomeWords(outcomeSentence));
