import { Field, useAnnounce } from '@marketsafe/looks';
import { formatSeries, m } from '@marketsafe/words';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { fitting, type Offered, typingAt, withTokens } from './mention-text.ts';

interface MentionFieldProps {
  label: string;
  problem: string | null;
  /** Most characters that it takes. */
  limit: number;
  rows: number;
  value: string;
  offered: readonly Offered[];
  onChange: (value: string) => void;
}

/**
 * A field of several lines in which `@` offers whom one can mention: with the arrow keys and Enter, by pointing, or by writing the name out.
 * What comes of it stands below.
 */
export function MentionField({ label, problem, limit, rows, value, offered, onChange }: MentionFieldProps) {
  const announce = useAnnounce();
  const listId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const caretThen = useRef<number | null>(null);
  const [caret, setCaret] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const typing = typingAt(value, caret);
  const found = typing && typing.at !== closedAt ? fitting(offered, typing.query) : [];
  const isOpen = found.length > 0;
  const chosen = Math.min(active, found.length - 1);
  const { mentioned, unknown } = withTokens(value, offered);
  // Not of the name that is being typed.
  const nobody = unknown.filter((word) => !isOpen || !typing?.query.startsWith(word));

  useEffect(() => {
    if (found.length > 0) announce(m.group_mention_offered({ count: found.length }));
  }, [found.length, announce]);
  useEffect(() => {
    if (caretThen.current === null || !box.current) return;
    box.current.setSelectionRange(caretThen.current, caretThen.current);
    caretThen.current = null;
  });

  function choose(one: Offered) {
    if (!typing) return;
    const before = `${value.slice(0, typing.at)}@${one.name} `;
    onChange(before + value.slice(caret));
    caretThen.current = before.length;
    setCaret(before.length);
    setClosedAt(typing.at);
    box.current?.focus();
  }
  function press(event: KeyboardEvent) {
    if (!isOpen || event.nativeEvent.isComposing) return;
    const one = found[chosen];
    if (event.key === 'ArrowDown') setActive((chosen + 1) % found.length);
    else if (event.key === 'ArrowUp') setActive((chosen + found.length - 1) % found.length);
    else if (event.key === 'Escape') setClosedAt(typing?.at ?? null);
    else if (event.key === 'Enter' && one) choose(one);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <Field
      label={label}
      problem={problem}
      help={
        <>
          <span className="soft">{m.group_mention_help()}</span>
          {mentioned.length > 0 && (
            <span>{m.group_mention_told({ list: formatSeries(mentioned.map(({ name }) => name)) })}</span>
          )}
          {nobody.length > 0 && (
            <span className="soft">{m.group_mention_nobody({ list: formatSeries(nobody) })}</span>
          )}
        </>
      }
      foot={
        isOpen && (
          <div role="listbox" id={listId} aria-label={m.group_mention_list()} className="group-offered">
            {found.map((one, place) => (
              // Focus stays in the text: keys are handled there.
              <div
                key={one.id}
                id={`${listId}-${place}`}
                role="option"
                tabIndex={-1}
                aria-selected={place === chosen}
                onMouseDown={(event) => {
                  event.preventDefault();
                  choose(one);
                }}
              >
                <bdi>{one.name}</bdi>
              </div>
            ))}
          </div>
        )
      }
    >
      {(control) => (
        <textarea
          {...control}
          ref={box}
          rows={rows}
          maxLength={limit}
          value={value}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
          onKeyDown={press}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onChange={(event) => {
            const { value: typed, selectionStart } = event.target;
            setCaret(selectionStart);
            setActive(0);
            if (typed[closedAt ?? -1] !== '@') setClosedAt(null);
            onChange(typed);
          }}
        />
      )}
    </Field>
  );
}
