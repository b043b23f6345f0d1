import type { Language } from '@marketsafe/contract';
import { Badge, Button, languageOf } from '@marketsafe/looks';
import { currentLanguage, LANGUAGE_NAMES, m } from '@marketsafe/words';
import { useContext } from 'react';
import { TranslatingContext } from './translating.ts';

interface TranslationHelpProps {
  text: string;
  /** What the text is, for who does not see where the button stands. */
  what: string;
  /** The reader's language where it is left out. */
  target?: Language;
  /** Takes a person's translation over into another field. A machine's is for reading only. */
  onTake?: (text: string) => void;
}

/** Beside a text that may be in another language: asks the program's people for it, and shows what has come of that. */
export function TranslationHelp({ text, what, target = currentLanguage(), onTake }: TranslationHelpProps) {
  const translating = useContext(TranslatingContext);
  const asked = translating?.find(text, target);
  if (!translating || (!asked && !translating.mayAsk(text))) return null;
  // What is in the reader's own script needs no help; Latin letters do not tell whose language they are.
  if (!asked && target === 'zh-CN' && languageOf(text) === 'zh') return null;
  const ask = (label: string) => (
    <Button
      kind="link"
      className="small"
      aria-label={m.translation_ask_of({ what })}
      onClick={() => translating.onAsk(text, target)}
    >
      {label}
    </Button>
  );
  if (!asked) {
    return target === currentLanguage()
      ? ask(m.translation_ask())
      : ask(m.translation_ask_into({ language: LANGUAGE_NAMES[target] }));
  }
  const { result, machineDraft, state } = asked;
  return (
    <div className="stack-small translated" role="status">
      {result !== null ? (
        <>
          <Badge tone="good">{m.translation_human()}</Badge>
          <p className="said" lang={target}>
            {result}
          </p>
          {onTake && (
            <Button className="small" onClick={() => onTake(result)}>
              {m.translation_take({ language: LANGUAGE_NAMES[target] })}
            </Button>
          )}
        </>
      ) : (
        <p className="soft small">
          {state === 'waiting'
            ? m.translation_waiting()
            : state === 'asked'
              ? m.translation_asked()
              : m.translation_refused()}
        </p>
      )}
      {state === 'refused' && translating.mayAsk(text) && ask(m.translation_again())}
      {result === null && machineDraft !== null && (
        <>
          <Badge tone="warn">{m.translation_draft()}</Badge>
          <p className="said" lang={target}>
            {machineDraft}
          </p>
          <p className="soft small">{m.translation_machine()}</p>
        </>
      )}
    </div>
  );
}

/** The other of the two languages that claims are written in: what has Chinese characters is for who reads English. */
export function otherLanguage(text: string): Language {
  return languageOf(text) === 'zh' ? 'en' : 'zh-CN';
}
