import type { ReactNode } from 'react';

interface FoldProps {
  /** What it holds, always shown. */
  summary: ReactNode;
  /** Of the summary, where something must lead to it. */
  summaryId?: string;
  /** A part of the page of its own. */
  card?: boolean;
  /** At first. */
  open?: boolean;
  children: ReactNode;
}

/** A part that opens when it is asked for. */
export function Fold({ summary, summaryId, card = false, open = false, children }: FoldProps) {
  return (
    <details className={card ? 'card' : undefined} open={open || undefined}>
      <summary id={summaryId}>{summary}</summary>
      {children}
    </details>
  );
}

/** Text longer than this, in UTF-16 code units, is folded. */
const FOLD_AT = 300;

/** The first `FOLD_AT` units, never half a character. */
function beginning(text: string): string {
  return text.slice(0, FOLD_AT).replace(/[\uD800-\uDBFF]$/, '');
}

interface FoldedProps {
  text: string;
  /** What unfolds it, given how long it is in UTF-16 code units. */
  more: (length: number) => ReactNode;
  /** Draws the text or its beginning. */
  children: (text: string, className?: string) => ReactNode;
}

/** Long text shows its beginning and unfolds. */
export function Folded({ text, more, children }: FoldedProps) {
  if (text.length <= FOLD_AT) return children(text);
  return (
    <details className="folded">
      <summary>
        {children(beginning(text), 'folded-beginning')}
        <span className="soft small"> {more(text.length)}</span>
      </summary>
      {children(text)}
    </details>
  );
}
