import { Notice } from './Notice.tsx';
import { WORDS } from './words.ts';

interface InterruptedNoticesProps {
  captures: readonly { captureId: string; itemId: string; url: string; age: string }[];
  onDismiss: (captureId: string) => void;
}

/** Captures that died before they were saved, so that nobody believes them saved. */
export function InterruptedNotices({ captures, onDismiss }: InterruptedNoticesProps) {
  return captures.map(({ captureId, itemId, url, age }) => (
    <Notice
      key={captureId}
      tone="warn"
      actions={
        <>
          <a className="button button-small" href={url} target="_blank" rel="noreferrer">
            {WORDS.openListing}
          </a>
          <button type="button" className="button button-small" onClick={() => onDismiss(captureId)}>
            {WORDS.dismiss}
          </button>
        </>
      }
    >
      {WORDS.interrupted(itemId, age)}
    </Notice>
  ));
}
