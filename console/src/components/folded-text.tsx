import { Folded, ForeignText } from '@marketsafe/looks';

/** Text of a listing; long text shows its beginning and unfolds. */
export function FoldedText({ text }: { text: string }) {
  return (
    <Folded
      text={text}
      more={(length) => `… show or hide all ${new Intl.NumberFormat('en').format(length)} characters`}
    >
      {(part, className) => <ForeignText text={part} className={className} />}
    </Folded>
  );
}
