import { m } from '@marketsafe/words';
import { useRef, useState } from 'react';
import { Icon } from '../shared/Icon.tsx';
import type { Picture } from './types.ts';

interface PictureFigureProps {
  picture: Picture;
  /** Undefined while it is being read, null when it is no longer on this device. */
  url: string | null | undefined;
  itemId: string;
}

/** One picture of a capture, named for what it is, with a large view. */
export function PictureFigure({ picture, url, itemId }: PictureFigureProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [zoomed, setZoomed] = useState(false);
  const real = picture.method === 'pixels';
  const label = real ? m.desk_screenshot() : m.desk_rendered();
  const alt = real ? m.desk_screenshot_of({ itemId }) : m.desk_rendered_of({ itemId });
  return (
    <figure className="picture">
      {url ? (
        <button
          type="button"
          className="picture-thumb"
          aria-haspopup="dialog"
          onClick={() => dialog.current?.showModal()}
        >
          <img src={url} alt={alt} />
        </button>
      ) : (
        <p className="picture-thumb picture-none soft small">
          {url === null ? m.shared_picture_gone() : m.shared_picture_reading()}
        </p>
      )}
      <figcaption>
        <span className={`badge ${real ? 'tone-good' : 'tone-warn'}`}>
          <Icon name={real ? 'check' : 'warning'} />
          {label}
        </span>
      </figcaption>
      <dialog className="picture-dialog" ref={dialog} aria-label={label}>
        <div className="picture-dialog-bar">
          <strong>{label}</strong>
          <button type="button" className="button button-small" onClick={() => dialog.current?.close()}>
            {m.desk_close()}
          </button>
        </div>
        <div className="picture-dialog-view">
          {url && (
            <button
              type="button"
              className={zoomed ? 'picture-zoom picture-zoomed' : 'picture-zoom'}
              aria-pressed={zoomed}
              title={m.desk_full_size()}
              onClick={() => setZoomed(!zoomed)}
            >
              <img src={url} alt={alt} />
            </button>
          )}
        </div>
      </dialog>
    </figure>
  );
}
