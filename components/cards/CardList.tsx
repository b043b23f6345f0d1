import { Badge, Button, Empty, ForeignText, Loading, Notice, RowCheck, type Tone } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';

type Look =
  | 'new'
  | 'draft'
  | 'on-its-way'
  | 'sent'
  | 'removed'
  | 'duplicate'
  | 'draft-elsewhere'
  | 'watched'
  | 'not-infringing'
  | 'perhaps';

const TONES: Readonly<Record<Look, Tone>> = {
  new: 'quiet',
  draft: 'warn',
  'on-its-way': 'info',
  sent: 'good',
  removed: 'good',
  duplicate: 'warn',
  'draft-elsewhere': 'info',
  watched: 'info',
  'not-infringing': 'quiet',
  perhaps: 'info',
};

/** A listing of the page in front. */
interface CardItem {
  key: string;
  title: string;
  price: string | null;
  seller: string | null;
  /** The list of the organisation's that the seller is on. */
  listed: { name: string; sentence: string; tone: 'warn' | 'info' } | null;
  marketplace: string;
  picture: string | null;
  standing: { name: string; sentence: string; is: Look };
  chosen: boolean;
}

/** What a key does while a listing has the focus. */
type Key = 'choose' | 'next' | 'previous' | 'all-new' | 'all-of-seller' | 'clear' | 'go-on';

export interface CardListProps {
  state: 'asking' | 'unreachable' | 'known';
  rows: readonly CardItem[];
  /** What the organisation has reported of the store's seller. */
  seller: string | null;
  keyOf: (event: Pick<globalThis.KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>) => Key | undefined;
  onChoose: (key: string, isSpan: boolean) => void;
  onChooseSeller: (key: string) => void;
  onChooseNew: () => void;
  onClear: () => void;
  /** What is done with those that are chosen. */
  actions: ReactNode;
}

/** The listings of a search or store page with pictures and how each stands: what the page itself shows where it may be touched. */
export function CardList(props: CardListProps) {
  const { state, rows, seller } = props;
  if (state === 'asking') return <Loading>{m.popup_asking()}</Loading>;
  if (state === 'unreachable') return <Notice tone="warn">{m.cards_unreachable()}</Notice>;
  const count = rows.filter(({ chosen }) => chosen).length;
  return (
    <section className="stack" aria-label={m.cards_marks()}>
      <h1>{m.cards_title({ count: rows.length })}</h1>
      {seller && <p className="soft">{seller}</p>}
      {rows.length === 0 ? (
        <Empty>
          <p className="soft">{m.cards_none()}</p>
        </Empty>
      ) : (
        <>
          <div className="actions">
            <Button size="small" onClick={props.onChooseNew}>
              {m.cards_choose_new()}
            </Button>
            <Button size="small" onClick={props.onClear}>
              {m.cards_clear()}
            </Button>
            <output className="line-end small">{m.cards_chosen({ count })}</output>
          </div>
          {count > 0 && props.actions}
          <CardRows {...props} />
          <p className="soft small">{m.cards_help()}</p>
        </>
      )}
    </section>
  );
}

function CardRows({ rows, keyOf, onChoose, onChooseSeller, onChooseNew, onClear }: CardListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, rows.length - 1);
  const focusOn = (index: number) => {
    const next = Math.min(Math.max(index, 0), rows.length - 1);
    setCurrent(next);
    list.current?.children[next]?.querySelector('input')?.focus();
    return next;
  };
  const step = (by: number, isSpan: boolean) => {
    const row = rows[focusOn(at + by)];
    if (isSpan && row) onChoose(row.key, true);
  };
  const pressed = (event: KeyboardEvent, { key }: CardItem) => {
    const does = keyOf(event.nativeEvent);
    // The box does Space itself.
    if (!does || does === 'go-on' || event.key === ' ') return;
    event.preventDefault();
    if (does === 'choose') onChoose(key, event.shiftKey);
    else if (does === 'next') step(1, event.shiftKey);
    else if (does === 'previous') step(-1, event.shiftKey);
    else if (does === 'all-of-seller') onChooseSeller(key);
    else if (does === 'all-new') onChooseNew();
    else onClear();
  };
  return (
    <ul className="rows card-rows" ref={list}>
      {rows.map((row, index) => (
        <CardLine
          key={row.key}
          row={row}
          onFocus={() => setCurrent(index)}
          onPress={(event) => pressed(event, row)}
          onChoose={(isSpan) => onChoose(row.key, isSpan)}
          onChooseSeller={() => onChooseSeller(row.key)}
        />
      ))}
    </ul>
  );
}

interface CardLineProps {
  row: CardItem;
  onFocus: () => void;
  onPress: (event: KeyboardEvent) => void;
  onChoose: (isSpan: boolean) => void;
  onChooseSeller: () => void;
}

function CardLine({ row, onFocus, onPress, onChoose, onChooseSeller }: CardLineProps) {
  const clicked = (event: MouseEvent) => {
    const { target } = event;
    // A button within does what it says, and so does the box, but for a span.
    if (target instanceof HTMLButtonElement) return;
    if (target instanceof HTMLInputElement && !event.shiftKey) return;
    event.preventDefault();
    onChoose(event.shiftKey);
  };
  return (
    <li
      className={row.chosen ? 'card-row card-row-chosen' : 'card-row'}
      onFocus={onFocus}
      onKeyDown={onPress}
      onClick={clicked}
    >
      <RowCheck
        name={m.cards_choose({ title: row.title })}
        checked={row.chosen}
        onCheck={() => onChoose(false)}
      />
      {row.picture ? (
        <img className="card-picture" src={row.picture} alt="" />
      ) : (
        <span className="card-picture" />
      )}
      <div className="card-facts">
        <p className="clamp-2">
          <ForeignText text={row.title} />
        </p>
        <p className="soft small">{[row.price ?? m.cards_no_price(), row.marketplace].join(' · ')}</p>
        {row.seller !== null && (
          <p className="soft small card-seller">
            <ForeignText text={row.seller} />
            <Button size="small" onClick={onChooseSeller}>
              {m.cards_same_seller()}
            </Button>
          </p>
        )}
        {row.listed && (
          <p className="small">
            <Badge tone={row.listed.tone}>{row.listed.name}</Badge> {row.listed.sentence}
          </p>
        )}
        <p className="small">
          <Badge tone={TONES[row.standing.is]}>{row.standing.name}</Badge> {row.standing.sentence}
        </p>
      </div>
    </li>
  );
}
