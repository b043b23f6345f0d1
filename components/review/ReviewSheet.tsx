import { Badge, Button, Dialog, Empty, Loading, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { CardFacts, pictureId, ReviewCard } from './ReviewCard.tsx';
import { ReviewPicture } from './ReviewPicture.tsx';
import type { Card, LoadPicture } from './types.ts';
import { useReviewKeys } from './use-review-keys.ts';

interface ReviewSheetProps {
  /** Undefined while they are being read. */
  cards: readonly Card[] | undefined;
  more: number;
  /** Name of the sweep; null where the sheet is of all drafts. */
  sweep: string | null;
  progress: { done: number; of: number } | null;
  undoable: string | null;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  loadPicture: LoadPicture;
  editUrl: (draftId: string) => string;
  onExclude: (draftId: string) => void;
  onFinish: (draftIds: readonly string[]) => void;
  onUndo: () => void;
}

const KEY_HELP = [
  ['j', m.review_key_move],
  ['x', m.review_key_exclude],
  ['e', m.review_key_edit],
  ['space', m.review_key_enlarge],
  ['f', m.review_key_finish],
  ['F', m.review_key_finish_all],
  ['u', m.review_key_undo],
] as const;

function focusPicture(draftId: string | undefined): void {
  const button = document.getElementById(draftId === undefined ? '' : pictureId(draftId));
  button?.focus();
  button?.scrollIntoView({ block: 'nearest' });
}

/** Which card the keys act on: the one with the focus, and its follower once it is gone. */
function useCurrent(cards: readonly Card[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const place = useRef(0);
  const found = cards.findIndex(({ draftId }) => draftId === chosen);
  const index = found >= 0 ? found : Math.min(place.current, cards.length - 1);
  const current = cards[index];
  useEffect(() => {
    place.current = Math.max(0, index);
    // What had the focus is gone with its card.
    if (document.activeElement === document.body) focusPicture(current?.draftId);
  }, [index, current?.draftId]);
  return { current, index, choose: (draftId: string) => setChosen(draftId) };
}

/** Open drafts as large pictures, a key for each thing to do with one. */
export function ReviewSheet(props: ReviewSheetProps) {
  const { cards, sweep } = props;
  return (
    <section className="stack review">
      <h1>{sweep === null ? m.review_title() : m.review_title_sweep({ sweep })}</h1>
      {cards === undefined && <Loading>{m.review_reading()}</Loading>}
      {cards && <Sheet {...props} cards={cards} />}
    </section>
  );
}

function Sheet(props: ReviewSheetProps & { cards: readonly Card[] }) {
  const { cards, more, progress, undoable, result, loadPicture, editUrl, onExclude, onFinish, onUndo } =
    props;
  const { current, index, choose } = useCurrent(cards);
  const [large, setLarge] = useState(false);
  const together = cards.filter((card) => card.together).map(({ draftId }) => draftId);
  const move = (by: 1 | -1) => {
    const next = cards[index + by];
    if (!next) return;
    choose(next.draftId);
    if (!large) focusPicture(next.draftId);
  };
  useReviewKeys({
    move,
    exclude: () => current && onExclude(current.draftId),
    edit: () => {
      if (current) location.assign(editUrl(current.draftId));
    },
    enlarge: () => setLarge((before) => !before),
    finish: () => current && onFinish([current.draftId]),
    finishAll: () => onFinish(together),
    undo: onUndo,
  });
  return (
    <>
      <div className="review-head stack-small">
        <Counts cards={cards} />
        {(together.length > 0 || progress !== null) && (
          <div className="actions">
            <Button kind="main" busy={progress !== null} onClick={() => onFinish(together)}>
              {m.review_finish_all({ count: together.length })}
            </Button>
            <span className="soft small">{m.review_finish_all_help()}</span>
          </div>
        )}
        <KeyHelp />
        <Result result={result} />
        <div role="status">
          {progress && <p>{m.review_finishing(progress)}</p>}
          {undoable !== null && (
            <div className="notice tone-info review-undo">
              <span>
                {undoable} {m.review_undo_help()}
              </span>
              <Button size="small" onClick={onUndo}>
                {m.review_undo()}
              </Button>
            </div>
          )}
        </div>
      </div>
      {cards.length === 0 && (
        <Empty title={<h2>{m.review_none()}</h2>}>
          <p className="soft">{m.review_none_help()}</p>
        </Empty>
      )}
      <ul className="review-grid">
        {cards.map((card) => (
          <ReviewCard
            key={card.draftId}
            card={card}
            editUrl={editUrl(card.draftId)}
            load={loadPicture}
            onCurrent={() => choose(card.draftId)}
            onEnlarge={() => {
              choose(card.draftId);
              setLarge(true);
            }}
            onExclude={() => onExclude(card.draftId)}
            onFinish={() => onFinish([card.draftId])}
          />
        ))}
      </ul>
      {more > 0 && <p className="soft">{m.review_more({ count: more })}</p>}
      {large && current && (
        <Dialog
          full
          title={current.title ?? m.shared_listing({ itemId: current.itemId })}
          close={m.desk_close()}
          onClose={() => {
            setLarge(false);
            focusPicture(current.draftId);
          }}
        >
          <div className="review-large">
            <ReviewPicture
              key={current.draftId}
              picture={current.picture}
              alt={m.desk_screenshot_of({ itemId: current.itemId })}
              load={loadPicture}
            />
            <CardFacts card={current} />
          </div>
        </Dialog>
      )}
    </>
  );
}

function Counts({ cards }: { cards: readonly Card[] }) {
  const included = cards.filter(({ excluded }) => !excluded);
  const together = included.filter((card) => card.together).length;
  const ready = included.filter((card) => card.ready).length;
  return (
    <p className="line" role="status">
      <Badge tone="good">{m.review_ready({ count: together })}</Badge>
      {ready > together && <Badge tone="bad">{m.review_look({ count: ready - together })}</Badge>}
      {included.length > ready && (
        <Badge tone="warn">{m.review_not_ready({ count: included.length - ready })}</Badge>
      )}
      {cards.length > included.length && (
        <Badge tone="quiet">{m.review_excluded({ count: cards.length - included.length })}</Badge>
      )}
    </p>
  );
}

function KeyHelp() {
  return (
    <ul className="review-keys small soft" aria-label={m.review_keys()}>
      {KEY_HELP.map(([key, help]) => (
        <li key={key}>
          <kbd>{key === 'j' ? 'j k' : key}</kbd> {help()}
        </li>
      ))}
    </ul>
  );
}
