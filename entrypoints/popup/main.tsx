import { keepLanguage } from '../../utils/language/keep-language.ts';
import { readFrontPage } from '../../utils/page-card/ask-page.ts';
import { readShortList } from '../../utils/queue/first-list.ts';
import '../../components/styles.css';

// What the first drawing shows is read while the scripts that draw it are still coming.
const ready = Promise.all([keepLanguage(), readShortList(), readFrontPage()]).then(() => undefined);

void import('./Popup.tsx').then(({ showPopup }) => showPopup(ready));
