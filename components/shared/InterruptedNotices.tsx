import { m } from '@marketsafe/words';
import { Notice } from './Notice.tsx';

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
            {m.shared_open_listing()}
          </a>
          <button type="button" className="button button-small" onClick={() => onDismiss(captureId)}>
            {m.shared_dismiss()}
          </button>
        </>
      }
    >
      {m.shared_interrupted({ itemId, age })}
    </Notice>
  ));
}
