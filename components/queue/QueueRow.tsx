import { Badge, Button, ForeignText, Notice, RowCheck, type Tone } from '@marketsafe/looks';
import { useId } from 'react';
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
    <li>
      <p className="line">
        {choice && (
          <RowCheck
            name={`${WORDS.choose} ${item.title ?? WORDS.untitled(item.itemId)}`}
            checked={choice.chosen}
            onCheck={choice.onChoose}
          />
        )}
        <Badge tone={TONES[item.state]}>{item.stateName}</Badge>
        {item.held && <Badge tone="warn">{WORDS.held}</Badge>}
        <span className="soft small">{item.age}</span>
        {item.number !== null && (
          <strong className="number line-end">
            <span className="visually-hidden">{WORDS.number} </span>
            {item.number}
          </strong>
        )}
      </p>
      <p className="clamp-2" id={titleId}>
        <strong>
          {item.title === null ? WORDS.untitled(item.itemId) : <ForeignText text={item.title} />}
        </strong>
      </p>
      <p className="soft small">
        {item.marketplace} · <span className="number">{item.itemId}</span>
      </p>
      {item.note !== null &&
        (item.state === 'parked' ? (
          <Notice tone="bad">{item.note}</Notice>
        ) : (
          <p className="small" dir="auto">
            {item.note}
          </p>
        ))}
      <div className="actions">
        {item.actions.map((action) => (
          <Button
            key={action}
            kind={action === 'delete' ? 'danger' : 'plain'}
            size="small"
            aria-describedby={titleId}
            onClick={() => onAction(action)}
          >
            {WORDS.actions[action]}
          </Button>
        ))}
      </div>
    </li>
  );
}
