import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { useNear } from '../shared/use-near.ts';
import type { LoadPicture, Picture, Show } from './types.ts';

const PICTURES = {
  original: m.viewer_picture_original,
  masked: m.viewer_picture_masked,
  page: m.viewer_picture_page,
} satisfies Record<Show, unknown>;

interface PictureImageProps {
  picture: Picture;
  show: Show;
  load: LoadPicture;
  /** It is drawn now. */
  onShown?: ((show: Show) => void) | undefined;
}

type Shown = { state: 'waiting' } | { state: 'failed' } | { state: 'there'; url: string; show: Show };

/** The picture itself, held in memory only while it is near the window: a long page has a hundred of them. */
export function PictureImage({ picture, show, load, onShown }: PictureImageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const [shown, setShown] = useState<Shown>({ state: 'waiting' });
  const { path, label, held } = picture;
  const wanted = near && held;
  useEffect(() => {
    if (!wanted) return;
    let url: string | undefined;
    let over = false;
    load(path, show).then(
      (bytes) => {
        if (over) return;
        url = URL.createObjectURL(bytes);
        setShown({ state: 'there', url, show });
      },
      (error: unknown) => {
        console.error(error);
        if (!over) setShown({ state: 'failed' });
      },
    );
    return () => {
      over = true;
      if (url) URL.revokeObjectURL(url);
      setShown({ state: 'waiting' });
    };
  }, [wanted, path, show, load]);
  const sentences = {
    waiting: show !== 'original' ? m.viewer_painting() : m.shared_picture_reading(),
    failed: m.viewer_failed(),
  };
  return (
    <div className="evidence-image" ref={frame}>
      {shown.state === 'there' ? (
        <img
          src={shown.url}
          alt={PICTURES[shown.show]({ label })}
          draggable={false}
          decoding="async"
          onLoad={() => onShown?.(shown.show)}
        />
      ) : (
        <p className="soft">{held ? sentences[shown.state] : m.shared_picture_gone()}</p>
      )}
    </div>
  );
}
