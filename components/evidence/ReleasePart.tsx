import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

interface ReleasePartProps {
  /** When the whole page was released; null where it was not. */
  releasedAt: string | null;
  /** Pictures that have not been looked at yet. */
  unseen: number;
  /** Absent where nothing may be changed. */
  onRelease: ((isReleased: boolean) => void) | null;
}

/** Beside the whole page with the viewer painted over: a person who has looked at all of it lets it go out. */
export function ReleasePart({ releasedAt, unseen, onRelease }: ReleasePartProps) {
  return (
    <div className="stack-small">
      <p className="soft small">{m.viewer_page_help()}</p>
      <p role="status" className="small">
        {releasedAt === null ? m.viewer_not_released() : m.viewer_released({ at: releasedAt })}
      </p>
      {onRelease && releasedAt !== null && (
        <Button size="small" onClick={() => onRelease(false)}>
          {m.viewer_take_back()}
        </Button>
      )}
      {onRelease && releasedAt === null && (
        <div className="line">
          <Button size="small" unavailable={unseen > 0} onClick={() => onRelease(true)}>
            {m.viewer_release()}
          </Button>
          {unseen > 0 && <span className="soft small">{m.viewer_unseen({ count: unseen })}</span>}
        </div>
      )}
    </div>
  );
}
