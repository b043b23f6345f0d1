import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { renderPage } from '../utils/capture/render-page.ts';
import { answer } from '../utils/capture/script-answer.ts';

export default defineUnlistedScript(() => answer(renderPage));
