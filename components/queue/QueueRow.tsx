import { Badge, Button, ForeignText, Notice, RowCheck, type Tone } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useId } from 'react';

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
  state: 'draft' | 'queued' | 'sending' | 'waiting' | 'sent' | 'duplicate' | 'parked';
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

/** How urgent each state looks. */
export const STATE_TONES: Readonly<Record<QueueItem['state'], Tone>> = {
  draft: 'quiet',
  queued: 'info',
  sending: 'info',
  waiting: 'warn',
  sent: 'good',
  duplicate: 'warn',
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
    <li>
      <p className="line">
        {choice && (
          <RowCheck name={m.queue_choose({ title })} checked={choice.chosen} onCheck={choice.onChoose} />
        )}
        <Badge tone={STATE_TONES[item.state]}>{item.stateName}</Badge>
        {item.held && <Badge tone="warn">{m.shared_on_hold()}</Badge>}
        <span className="soft small">{item.age}</span>
        {item.number !== null && (
          <strong className="number line-end">
            <span className="visually-hidden">{m.shared_number()} </span>
            {item.number}
          </strong>
        )}
      </p>
      <p className="clamp-2" id={titleId}>
        <strong>{item.title === null ? title : <ForeignText text={item.title} />}</strong>
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
            {ACTIONS[action]()}
          </Button>
        ))}
      </div>
    </li>
  );
}
