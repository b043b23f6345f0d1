import { Badge, Empty, ForeignText, Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, useId } from 'react';
import { type QueueItem, STATE_TONES } from './queue-item.ts';

interface ShortListProps {
  /** Undefined while it is being read. */
  list: { urgent: readonly QueueItem[]; urgentCount: number; newest: readonly QueueItem[] } | undefined;
  /** Address of the table of all drafts and reports. */
  allUrl: string;
  /** The same of what needs somebody. */
  urgentUrl: string;
  onOpen: (draftId: string) => void;
}

/** What needs somebody first, then what is newest, and the way to all of it. */
export function ShortList({ list, allUrl, urgentUrl, onOpen }: ShortListProps) {
  if (!list) return <Loading>{m.queue_loading()}</Loading>;
  const { urgent, urgentCount, newest } = list;
  if (urgent.length + newest.length === 0) {
    return (
      <Empty>
        <p className="soft">{m.queue_empty_all()}</p>
      </Empty>
    );
  }
  return (
    <>
      {urgent.length > 0 && (
        <Part
          title={m.popup_urgent({ count: urgentCount })}
          more={urgentCount > urgent.length && <Onward href={urgentUrl}>{m.popup_urgent_all()}</Onward>}
          items={urgent}
          onOpen={onOpen}
        />
      )}
      <Part
        title={m.popup_newest()}
        more={<Onward href={allUrl}>{m.popup_all()}</Onward>}
        items={newest}
        onOpen={onOpen}
      />
    </>
  );
}

function Onward({ href, children }: { href: string; children: string }) {
  return (
    <a className="line-end small" href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

interface PartProps {
  title: string;
  more: ReactNode;
  items: readonly QueueItem[];
  onOpen: (draftId: string) => void;
}

function Part({ title, more, items, onOpen }: PartProps) {
  const titleId = useId();
  return (
    <section className="stack-small" aria-labelledby={titleId}>
      <div className="line">
        <h2 id={titleId} className="short-title">
          {title}
        </h2>
        {more}
      </div>
      <ul className="short-list">
        {items.map((item) => (
          <li key={item.draftId}>
            <ShortRow item={item} onOpen={() => onOpen(item.draftId)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShortRow({ item, onOpen }: { item: QueueItem; onOpen: () => void }) {
  const title = item.title ?? m.shared_listing({ itemId: item.itemId });
  return (
    <button type="button" className="short-row" onClick={onOpen}>
      <span className="short-row-title">
        {item.title === null ? title : <ForeignText text={item.title} />}
      </span>
      <span className="short-row-facts small">
        <Badge tone={STATE_TONES[item.state]}>{item.stateName}</Badge>
        <span className="short-row-note soft" dir="auto">
          {[item.marketplace, item.age, item.note].filter(Boolean).join(' · ')}
        </span>
      </span>
    </button>
  );
}
