import { useEffect, useRef, useState } from 'react';
import type { LoadPicture, Picture, Show } from './types.ts';
import { useNear } from './use-near.ts';
import { WORDS } from './words.ts';

interface PictureImageProps {
  picture: Picture;
  show: Show;
  load: LoadPicture;
}

type Shown = { state: 'waiting' } | { state: 'failed' } | { state: 'there'; url: string; show: Show };

/** The picture itself, held in memory only while it is near the window: a long page has a hundred of them. */
export function PictureImage({ picture, show, load }: PictureImageProps) {
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
  const sentences = { waiting: show === 'masked' ? WORDS.painting : WORDS.reading, failed: WORDS.failed };
  return (
    <div className="evidence-image" ref={frame}>
      {shown.state === 'there' ? (
        <img src={shown.url} alt={WORDS.pictureOf(label, shown.show)} draggable={false} decoding="async" />
      ) : (
        <p className="soft">{held ? sentences[shown.state] : WORDS.gone}</p>
      )}
    </div>
  );
}
