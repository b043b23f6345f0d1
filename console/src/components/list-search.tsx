import { Field } from '@marketsafe/looks';
import { useSearchKey } from './use-search-key.ts';

/** Longest that is looked for. */
const MOST = 200;

/** Narrows a list that is here whole, while one types; `/` leads to it. */
export function ListSearch(props: { label: string; typed: string; onType: (typed: string) => void }) {
  const input = useSearchKey();
  return (
    <search className="list-search">
      <Field label={props.label}>
        {(control) => (
          <input
            {...control}
            ref={input}
            type="search"
            autoComplete="off"
            maxLength={MOST}
            aria-keyshortcuts="/"
            value={props.typed}
            onChange={(event) => props.onType(event.target.value)}
          />
        )}
      </Field>
    </search>
  );
}

/** Whether one of these texts holds what was typed, however its letters are written. */
export function holds(typed: string, texts: readonly (string | null)[]): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  return texts.some((text) => text !== null && plain(text).includes(plain(typed.trim())));
}
