import { Button, Field, FileButton, Fold, Notice } from '@marketsafe/looks';
import { leftOutReason, m } from '@marketsafe/words';
import { useState } from 'react';

interface LinkListProps {
  list: {
    added: number;
    there: number;
    known: number;
    doubles: number;
    leftOut: readonly {
      id: number;
      text: string;
      why: 'other-site' | 'no-listing' | 'short-link' | 'no-address';
    }[];
    cut: boolean;
  } | null;
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
}

/** What is shown of what was left out. */
const SHOWN = 50;

const FILES = '.xlsx,.csv,.tsv,.txt,text/plain,text/csv';

/** Takes a list of links in: pasted, typed, dropped or chosen; and says what became of each. */
export function LinkList({ list, onText, onFiles }: LinkListProps) {
  const [text, setText] = useState('');
  return (
    <div className="stack">
      <Field label={m.sweep_links()} help={m.sweep_links_help()}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              const files = [...event.dataTransfer.files];
              if (files.length > 0) onFiles(files);
              else onText(event.dataTransfer.getData('text/plain'));
            }}
          />
        )}
      </Field>
      <div className="actions">
        <Button
          unavailable={text.trim() === ''}
          onClick={() => {
            onText(text);
            setText('');
          }}
        >
          {m.sweep_links_add()}
        </Button>
        <FileButton accept={FILES} multiple onFiles={onFiles}>
          {m.sweep_links_file()}
        </FileButton>
      </div>
      {list && (
        <Notice tone={list.added > 0 ? 'good' : 'warn'} urgency="status">
          <p>
            {m.sweep_list_came({
              added: list.added,
              known: list.known,
              doubles: list.doubles + list.there,
              left: list.leftOut.length,
            })}
          </p>
          {list.cut && <p>{m.sweep_list_cut()}</p>}
        </Notice>
      )}
      {list && list.leftOut.length > 0 && (
        <Fold summary={m.sweep_left_out({ count: list.leftOut.length })}>
          <ul className="sweep-left-out small">
            {list.leftOut.slice(0, SHOWN).map(({ id, text: line, why }) => (
              <li key={id}>
                <span className="soft">{leftOutReason(why)}</span> <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
          {list.leftOut.length > SHOWN && <p>{m.sweep_more({ count: list.leftOut.length - SHOWN })}</p>}
        </Fold>
      )}
    </div>
  );
}
