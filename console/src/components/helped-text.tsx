import { ForeignText } from '@marketsafe/looks';
import { TranslationHelp } from './translation-help.tsx';

/** What a person wrote, as they wrote it, with the way to have it in the reader's language. */
export function HelpedText({ text }: { text: string }) {
  return (
    <div className="stack-small">
      <p className="said">
        <ForeignText text={text} />
      </p>
      <TranslationHelp text={text} />
    </div>
  );
}
