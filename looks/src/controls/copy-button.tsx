import { useEffect, useState } from 'react';
import { useAnnounce } from './announcer.tsx';
import { Button } from './button.tsx';

/** How long the button says what happened, in ms. */
const SHOWN_MS = 2_500;

type Outcome = 'idle' | 'copied' | 'refused';

interface CopyButtonProps {
  text: string;
  /** What the button says before and after; and its whole name, which says what is copied, for screen readers. */
  label: (outcome: Outcome) => { short: string; full: string };
  /** What a screen reader hears of the outcome. */
  said: (outcome: 'copied' | 'refused') => string;
}

/** Copies `text`, and says whether the browser allowed it. */
export function CopyButton({ text, label, said }: CopyButtonProps) {
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<Outcome>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    let came: 'copied' | 'refused' = 'copied';
    try {
      // Absent where the page is opened over plain http from another machine.
      await navigator.clipboard.writeText(text);
    } catch {
      came = 'refused';
    }
    setOutcome(came);
    announce(said(came));
  }

  const { short, full } = label(outcome);
  return (
    <Button size="small" onClick={() => void copy()} aria-label={full}>
      {short}
    </Button>
  );
}
