import { CopyButton as Copy } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

const OUTCOMES = { idle: m.console_copy, copied: m.console_copied, refused: m.console_copy_refused };

/** Copies `text`; `what` names it to a screen reader, such as "SHA-256 of screen.png". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  return (
    <Copy
      text={text}
      label={(outcome) => ({
        short: OUTCOMES[outcome](),
        full: m.console_copy_of({ outcome: OUTCOMES[outcome](), what }),
      })}
      said={(outcome) =>
        outcome === 'copied'
          ? m.console_copy_of({ outcome: m.console_copied(), what })
          : m.console_copy_refused_said()
      }
    />
  );
}
