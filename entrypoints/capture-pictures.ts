import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { PICTURES_KEY } from '../utils/capture/page-keys.ts';
import { collectPictures } from '../utils/capture/pictures/collect-pictures.ts';
import { answer } from '../utils/capture/script-answer.ts';

export default defineUnlistedScript(() => {
  (globalThis as Record<symbol, unknown>)[Symbol.for(PICTURES_KEY)] = (addresses: string[]) =>
    answer(() => collectPictures(document, addresses));
});
