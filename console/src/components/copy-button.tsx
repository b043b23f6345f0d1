import { CopyButton as Copy } from '@marketsafe/looks';

const WORDS = { idle: 'Copy', copied: 'Copied', refused: 'Not allowed' } as const;

/** Copies `text`; `what` names it to a screen reader, such as "SHA-256 of screen.png". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  return (
    <Copy
      text={text}
      label={(outcome) => ({ short: WORDS[outcome], full: `${WORDS[outcome]}: ${what}` })}
      said={(outcome) =>
        outcome === 'copied'
          ? `Copied: ${what}`
          : 'The browser did not allow copying. Select the text and copy it yourself.'
      }
    />
  );
}
