import { m } from '@marketsafe/words';
import { useId } from 'react';
import type { Tone } from '../shared/Notice.tsx';

const ACTIONS = {
  open: m.shared_open,
  edit: m.shared_edit,
  retry: m.shared_retry,
  export: m.shared_export,
  delete: m.shared_delete,
};

export type QueueAction = keyof typeof ACTIONS;

export interface QueueItem {
  draftId: string;
  state: 'draft' | 'queued' | 'sending' | 'waiting' | 'sent' | 'parked';
  stateName: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  age: string;
  number: string | null;
  note: string | null;
  /** On legal hold: it cannot be deleted. */
  held: boolean;
  actions: readonly QueueAction[];
}

const TONES: Readonly<Record<QueueItem['state'], Tone>> = {
  draft: 'quiet',
  queued: 'info',
  sending: 'info',
  waiting: 'warn',
  sent: 'good',
  parked: 'bad',
};

interface QueueRowProps {
  item: QueueItem;
  onAction: (action: QueueAction) => void;
  /** Where rows can be chosen. */
  choice?: { chosen: boolean; onChoose: (chosen: boolean) => void };
}

/** One draft or report: where it stands, why, and what can be done with it. */
export function QueueRow({ item, onAction, choice }: QueueRowProps) {
  const titleId = useId();
  const title = item.title ?? m.shared_listing({ itemId: item.itemId });
  return (
    <li className="queue-row">
      <p className="queue-row-top">
        {choice && (
          <input
            type="checkbox"
            className="queue-row-choose"
            aria-label={m.queue_choose({ title })}
            checked={choice.chosen}
            onChange={(event) => choice.onChoose(event.target.checked)}
          />
        )}
        <span className={`badge tone-${TONES[item.state]}`}>{item.stateName}</span>
        {item.held && <span className="badge tone-warn">{m.shared_on_hold()}</span>}
        <span className="soft small">{item.age}</span>
        {item.number !== null && (
          <span className="number queue-row-number">
            <span className="visually-hidden">{m.shared_number()} </span>
            {item.number}
          </span>
        )}
      </p>
      <p className="clamp-2 queue-row-title" id={titleId}>
        <bdi>{title}</bdi>
      </p>
      <p className="soft small">
        {item.marketplace} · <span className="number">{item.itemId}</span>
      </p>
      {item.note !== null && (
        <p
          className={item.state === 'parked' ? 'queue-row-note notice tone-bad' : 'queue-row-note small'}
          dir="auto"
        >
          {item.note}
        </p>
      )}
      <div className="actions">
        {item.actions.map((action) => (
          <button
            key={action}
            type="button"
            className={action === 'delete' ? 'button button-small button-danger' : 'button button-small'}
            aria-describedby={titleId}
            onClick={() => onAction(action)}
          >
            {ACTIONS[action]()}
          </button>
        ))}
      </div>
    </li>
  );
}
