import { useEffect, useState } from 'react';
import { useAnnounce } from './announcer.tsx';

/** How long the button says what happened, in ms. */
const SHOWN_MS = 2_500;

const WORDS = { idle: 'Copy', copied: 'Copied', refused: 'Not allowed' } as const;

/** Copies `text`; `what` names it to a screen reader, such as "SHA-256 of screen.png". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<keyof typeof WORDS>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      // Absent where the console is opened over plain http from another machine.
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
      announce(`Copied: ${what}`);
    } catch {
      setOutcome('refused');
      announce('The browser did not allow copying. Select the text and copy it yourself.');
    }
  }

  return (
    <button type="button" className="small" onClick={copy} aria-label={`${WORDS[outcome]}: ${what}`}>
      {WORDS[outcome]}
    </button>
  );
}
