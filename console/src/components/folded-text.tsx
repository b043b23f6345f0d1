import { Folded, ForeignText } from '@marketsafe/looks';
import { formatNumber, m } from '@marketsafe/words';

/** Text of a listing; long text shows its beginning and unfolds. */
export function FoldedText({ text }: { text: string }) {
  return (
    <Folded text={text} more={(length) => m.facts_fold({ number: formatNumber(length) })}>
      {(part, className) => <ForeignText text={part} className={className} />}
    </Folded>
  );
}
