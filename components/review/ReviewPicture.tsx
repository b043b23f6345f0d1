import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { useNear } from '../shared/use-near.ts';
import type { Card, LoadPicture } from './types.ts';

interface ReviewPictureProps {
  picture: Card['picture'];
  alt: string;
  load: LoadPicture;
}

/** A picture, in memory only while it is near the window: a sheet has hundreds of them. */
export function ReviewPicture({ picture, alt, load }: ReviewPictureProps) {
  const frame = useRef<HTMLSpanElement>(null);
  const near = useNear(frame);
  const [url, setUrl] = useState<string | 'gone' | null>(null);
  const sha256 = near ? picture?.sha256 : undefined;
  useEffect(() => {
    if (sha256 === undefined) return;
    let made: string | undefined;
    let over = false;
    load(sha256).then(
      (bytes) => {
        if (over) return;
        made = URL.createObjectURL(bytes);
        setUrl(made);
      },
      (error: unknown) => {
        console.error(error);
        if (!over) setUrl('gone');
      },
    );
    return () => {
      over = true;
      if (made) URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [sha256, load]);
  return (
    <span ref={frame} className="review-frame">
      {url !== null && url !== 'gone' ? (
        <img src={url} alt={alt} decoding="async" />
      ) : (
        <span className="soft small">
          {picture === null || url === 'gone' ? m.shared_picture_gone() : m.shared_picture_reading()}
        </span>
      )}
    </span>
  );
}
