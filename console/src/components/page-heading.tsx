import { m } from '@marketsafe/words';
import { type ReactNode, useEffect, useRef } from 'react';

let documentIsFresh = true;

/**
 * The screen's one `h1` and the document's title. Takes the focus when the screen is entered by navigation, so that a screen
 * reader starts there; not on the first screen of a document, where the browser has its own place to start.
 */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!documentIsFresh) heading.current?.focus();
    documentIsFresh = false;
  }, []);
  return (
    <>
      <title>{m.console_document_title({ title, console: m.console_name() })}</title>
      <h1 ref={heading} tabIndex={-1}>
        {children ?? title}
      </h1>
    </>
  );
}
