import { useId } from 'react';
import type { Tone } from '../shared/Notice.tsx';
import { WORDS } from './words.ts';

export type QueueAction = keyof typeof WORDS.actions;

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
  return (
    <li className="queue-row">
      <p className="queue-row-top">
        {choice && (
          <input
            type="checkbox"
            className="queue-row-choose"
            aria-label={`${WORDS.choose} ${item.title ?? WORDS.untitled(item.itemId)}`}
            checked={choice.chosen}
            onChange={(event) => choice.onChoose(event.target.checked)}
          />
        )}
        <span className={`badge tone-${TONES[item.state]}`}>{item.stateName}</span>
        {item.held && <span className="badge tone-warn">{WORDS.held}</span>}
        <span className="soft small">{item.age}</span>
        {item.number !== null && (
          <span className="number queue-row-number">
            <span className="visually-hidden">{WORDS.number} </span>
            {item.number}
          </span>
        )}
      </p>
      <p className="clamp-2 queue-row-title" id={titleId}>
        <bdi>{item.title ?? WORDS.untitled(item.itemId)}</bdi>
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
            {WORDS.actions[action]}
          </button>
        ))}
      </div>
    </li>
  );
}
