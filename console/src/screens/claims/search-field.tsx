import { MAX_SEARCH_TEXT } from '@marketsafe/contract';
import { Button, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type RefObject, useEffect, useState } from 'react';

/** Time without a further letter after which what was typed is looked for, in ms. */
const REST_MS = 250;

/** Where one types what to look for. What stands in the address counts; it follows a moment after the typing. */
export function SearchField(props: {
  words: string;
  onWords: (words: string) => void;
  input: RefObject<HTMLInputElement | null>;
}) {
  const { words, onWords, input } = props;
  const [typed, setTyped] = useState(words);
  const [sent, setSent] = useState(words);
  if (words !== sent) {
    setSent(words);
    setTyped(words);
  }
  useEffect(() => {
    if (typed.trim() === sent) return;
    const timer = setTimeout(() => {
      setSent(typed.trim());
      onWords(typed.trim());
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed, sent, onWords]);
  return (
    <search className="claims-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSent(typed.trim());
          onWords(typed.trim());
        }}
      >
        <Field label={m.search_label()} help={m.search_help()}>
          {(control) => (
            <div className="line">
              <input
                {...control}
                ref={input}
                type="search"
                maxLength={MAX_SEARCH_TEXT}
                placeholder={m.search_placeholder()}
                aria-keyshortcuts="/"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              {typed !== '' && (
                <Button
                  onClick={() => {
                    setTyped('');
                    setSent('');
                    onWords('');
                    input.current?.focus();
                  }}
                >
                  {m.search_clear()}
                </Button>
              )}
            </div>
          )}
        </Field>
      </form>
    </search>
  );
}
