import { Button, ButtonLink, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

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
            {m.shared_open_listing()}
          </ButtonLink>
          <Button size="small" onClick={() => onDismiss(captureId)}>
            {m.shared_dismiss()}
          </Button>
        </>
      }
    >
      {m.shared_interrupted({ itemId, age })}
    </Notice>
  ));
}
