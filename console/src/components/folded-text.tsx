import { formatNumber, m } from '@marketsafe/words';
import { ListingText } from './listing-text.tsx';

/** Text longer than this, in UTF-16 code units, is folded. */
const FOLD_AT = 300;

/** The first `FOLD_AT` units, never half a character. */
function beginning(text: string): string {
  return text.slice(0, FOLD_AT).replace(/[\uD800-\uDBFF]$/, '');
}

/** Text of a listing; long text shows its beginning and unfolds. */
export function FoldedText({ text }: { text: string }) {
  if (text.length <= FOLD_AT) return <ListingText text={text} />;
  return (
    <details className="folded">
      <summary>
        <ListingText text={beginning(text)} className="folded-beginning" />
        <span className="soft"> {m.facts_fold({ number: formatNumber(text.length) })}</span>
      </summary>
      <ListingText text={text} />
    </details>
  );
}
