import { Badge, Dialog, Icon } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useState } from 'react';
import type { Picture } from './types.ts';

interface PictureFigureProps {
  picture: Picture;
  /** Undefined while it is being read, null when it is no longer on this device. */
  url: string | null | undefined;
  itemId: string;
  /** Beside other things: no more than one needs to know the page again. */
  small?: boolean;
}

/** One picture of a capture, named for what it is, with a large view. */
export function PictureFigure({ picture, url, itemId, small = false }: PictureFigureProps) {
  const [large, setLarge] = useState(false);
  const real = picture.method === 'pixels';
  const label = real ? m.desk_screenshot() : m.desk_rendered();
  const alt = real ? m.desk_screenshot_of({ itemId }) : m.desk_rendered_of({ itemId });
  return (
    <figure className={small ? 'picture picture-small' : 'picture'}>
      {url ? (
        <button type="button" className="picture-thumb" aria-haspopup="dialog" onClick={() => setLarge(true)}>
          <img src={url} alt={alt} />
        </button>
      ) : (
        <p className="picture-thumb picture-none soft small">
          {url === null ? m.shared_picture_gone() : m.shared_picture_reading()}
        </p>
      )}
      <figcaption>
        <Badge tone={real ? 'good' : 'warn'}>
          {!small && <Icon name={real ? 'check' : 'warning'} />}
          {label}
        </Badge>
      </figcaption>
      {large && url && (
        <Dialog full title={label} close={m.desk_close()} onClose={() => setLarge(false)}>
          <Zoomed url={url} alt={alt} />
        </Dialog>
      )}
    </figure>
  );
}

function Zoomed({ url, alt }: { url: string; alt: string }) {
  const [zoomed, setZoomed] = useState(false);
  return (
    <button
      type="button"
      className={zoomed ? 'picture-zoom picture-zoomed' : 'picture-zoom'}
      aria-pressed={zoomed}
      title={m.desk_full_size()}
      onClick={() => setZoomed(!zoomed)}
    >
      <img src={url} alt={alt} />
    </button>
  );
}
