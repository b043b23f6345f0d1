import { Badge, Button, Icon, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import type { Unmet } from './types.ts';
import { FINISH_ID, FINISH_KEYS } from './use-desk-keys.ts';

interface DeskFootProps {
  unmet: readonly Unmet[];
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onGo: (fieldId: string) => void;
  onFinish: () => void;
  /** What else can be done from here. */
  children?: ReactNode;
}

/** Always in view: what still keeps the draft from being finished, each a way to the field that mends it, and the way to finish. */
export function DeskFoot({ unmet, result, onGo, onFinish, children }: DeskFootProps) {
  const [first, ...rest] = [...unmet].sort(
    (one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'),
  );
  const ready = unmet.every((item) => item.severity !== 'missing');
  return (
    <section className="desk-foot stack-small" aria-labelledby="draft-readiness">
      <h2 id="draft-readiness" className="visually-hidden">
        {m.desk_readiness()}
      </h2>
      <Result result={result} />
      {ready && (
        <p className="readiness-ready">
          <Icon name="check" /> {m.desk_ready()}
        </p>
      )}
      {first && <Item item={first} onGo={onGo} />}
      {rest.length > 0 && (
        <details className="readiness-rest">
          <summary className="small">{m.desk_more_unmet({ count: rest.length })}</summary>
          <ul className="plain">
            {rest.map((item) => (
              <li key={`${item.code} ${item.fieldId}`}>
                <Item item={item} onGo={onGo} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="actions">
        <Button
          kind="main"
          id={FINISH_ID}
          className="draft-finish"
          aria-keyshortcuts="Control+Enter"
          onClick={onFinish}
        >
          {m.desk_finish()}
          <span className="key-hint" aria-hidden="true">
            {FINISH_KEYS}
          </span>
        </Button>
        {children}
      </div>
    </section>
  );
}

function Item({ item, onGo }: { item: Unmet; onGo: (fieldId: string) => void }) {
  const missing = item.severity === 'missing';
  return (
    <button type="button" className="readiness-item small" onClick={() => onGo(item.fieldId)}>
      <Badge tone={missing ? 'bad' : 'warn'}>{missing ? m.desk_required() : m.desk_advised()}</Badge>
      <span>{item.sentence}</span>
    </button>
  );
}
