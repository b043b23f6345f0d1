import { m } from '@marketsafe/words';
import { useState } from 'react';
import { blobUrl } from '../../api/queries.ts';
import { useKeys } from '../../components/use-keys.ts';
import type { ReviewPicture } from './pictures.ts';

/** The claim's pictures, one large and the others to choose from; arrows go from one to the next. */
export function PicturePane({
  claimId,
  pictures,
  keys,
}: {
  claimId: string;
  pictures: readonly ReviewPicture[];
  /** Whether keys reach it. */
  keys: boolean;
}) {
  const [at, setAt] = useState(0);
  const place = Math.min(at, Math.max(0, pictures.length - 1));
  const shown = pictures[place];
  const move = (by: number) => setAt((place + by + pictures.length) % Math.max(1, pictures.length));
  useKeys(keys && pictures.length > 1, { arrowright: () => move(1), arrowleft: () => move(-1) });
  if (!shown) {
    return (
      <section className="review-picture card" aria-label={m.triage_picture()}>
        <p className="soft">{m.evidence_no_picture()}</p>
      </section>
    );
  }
  const url = blobUrl(shown.sha256, claimId);
  return (
    <section className="review-picture card" aria-label={m.triage_picture()}>
      <p className="line small">
        <strong>{shown.label}</strong>
        <span className="soft">{m.triage_picture_of({ place: place + 1, count: pictures.length })}</span>
        <span className="soft">{m.evidence_picture_open()}</span>
      </p>
      <a className="review-picture-frame" href={url} target="_blank" rel="noreferrer noopener">
        <img key={shown.sha256} src={url} alt={shown.alt} />
      </a>
      {pictures.length > 1 && (
        <ul className="review-thumbs" aria-label={m.triage_picture()}>
          {pictures.map((picture, index) => (
            <li key={picture.sha256}>
              <button
                type="button"
                aria-pressed={index === place}
                aria-label={picture.label}
                onClick={() => setAt(index)}
              >
                <img src={blobUrl(picture.sha256, claimId)} alt="" loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
