import { Badge, Button, ForeignText, Icon } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { ReviewPicture } from './ReviewPicture.tsx';
import type { Card, LoadPicture } from './types.ts';

interface ReviewCardProps {
  card: Card;
  editUrl: string;
  load: LoadPicture;
  onCurrent: () => void;
  onEnlarge: () => void;
  onExclude: () => void;
  onFinish: () => void;
}

/** Id of the button that is a card's picture: the focus is on it while the card is the one that keys act on. */
export function pictureId(draftId: string): string {
  return `review-${draftId}`;
}

/** One draft on the sheet: a large picture, the facts that matter, and what is unusual. */
export function ReviewCard(props: ReviewCardProps) {
  const { card, editUrl, load, onCurrent, onEnlarge, onExclude, onFinish } = props;
  const title = card.title ?? m.shared_listing({ itemId: card.itemId });
  return (
    <li className={card.excluded ? 'review-card review-card-excluded' : 'review-card'} onFocus={onCurrent}>
      <button
        type="button"
        id={pictureId(card.draftId)}
        className="review-picture"
        aria-haspopup="dialog"
        onClick={onEnlarge}
      >
        <span className="visually-hidden">{m.review_enlarge({ title })}</span>
        <ReviewPicture picture={card.picture} alt="" load={load} />
      </button>
      <CardFacts card={card} />
      <div className="actions">
        <Button size="small" aria-label={m.review_finish_one({ title })} onClick={onFinish}>
          {m.review_finish()}
        </Button>
        <Button
          size="small"
          aria-label={card.excluded ? m.review_include_one({ title }) : m.review_exclude_one({ title })}
          onClick={onExclude}
        >
          {card.excluded ? m.review_include() : m.review_exclude()}
        </Button>
        <a href={editUrl} aria-label={m.review_edit_one({ title })}>
          {m.review_edit()}
        </a>
      </div>
    </li>
  );
}

/** What stands under the picture, on the sheet and beside the large one. */
export function CardFacts({ card }: { card: Card }) {
  return (
    <div className="stack-small">
      <p className="line">
        {card.excluded && <Badge tone="quiet">{m.review_is_excluded()}</Badge>}
        {card.ready && !card.excluded && (
          <Badge tone="good">
            <Icon name="check" /> {m.review_is_ready()}
          </Badge>
        )}
        <Badge tone="info">{card.marketplace}</Badge>
        {card.price !== null && <strong>{card.price}</strong>}
      </p>
      <h2 className="review-name clamp-2">
        {card.title === null ? m.shared_listing({ itemId: card.itemId }) : <ForeignText text={card.title} />}
      </h2>
      {card.seller !== null && <ForeignText text={card.seller} className="soft small clamp-1" />}
      <p className="soft small clamp-1">
        {[card.right, card.reason].filter((each) => each !== null).join(' · ')}
      </p>
      {card.missing !== null && <Mark tone="warn" sentence={card.missing} />}
      {card.unusual.map(({ tone, sentence }) => (
        <Mark key={sentence} tone={tone} sentence={sentence} />
      ))}
    </div>
  );
}

function Mark({ tone, sentence }: { tone: 'bad' | 'warn'; sentence: string }) {
  return (
    <p className={`review-mark small tone-${tone}`}>
      <Icon name={tone === 'bad' ? 'cross' : 'warning'} /> <span>{sentence}</span>
    </p>
  );
}
