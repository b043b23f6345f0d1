import { Button, ButtonLink, Notice } from '@marketsafe/looks';
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
          <ButtonLink size="small" href={url}>
            {WORDS.openListing}
          </ButtonLink>
          <Button size="small" onClick={() => onDismiss(captureId)}>
            {WORDS.dismiss}
          </Button>
        </>
      }
    >
      {WORDS.interrupted(itemId, age)}
    </Notice>
  ));
}
