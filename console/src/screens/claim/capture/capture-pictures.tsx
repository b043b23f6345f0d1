import type { ClaimDetail, EvidenceFile } from '@marketsafe/contract';
import { Check, Fold } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useState } from 'react';
import { EvidencePicture } from '../evidence-picture.tsx';

type Capture = ClaimDetail['evidence'][number];

/** From this many slices of a page on, they are folded behind the picture of all of them. */
const FOLD_FROM = 3;

function isPicture({ type }: EvidenceFile): boolean {
  return type.startsWith('image/');
}

/** Pictures of a capture by what they are for whoever looks. */
function sorted({ files, masked }: Pick<Capture, 'files' | 'masked'>) {
  const pictures = files.filter(isPicture);
  const shots = pictures.filter(({ method }) => method === 'pixels' || method === 'rendered');
  const copies = new Map(
    masked.filter(isPicture).flatMap((copy) => (copy.derivedFrom ?? []).map((hash) => [hash, copy] as const)),
  );
  return {
    shots: shots.map((original) => ({ original, copy: copies.get(original.sha256) })),
    preview: pictures.find(({ method }) => method === 'stitched'),
    listing: pictures.filter(({ method }) => method === 'fetched'),
    hasCopies: copies.size > 0,
  };
}

/**
 * The pictures of a capture: the copies in which the viewer is painted over, with the confidential originals beside them when asked for;
 * a whole page as one preview with its slices folded behind it; and the listing's own pictures.
 */
export function CapturePictures({ capture, title }: { capture: Capture; title: string }) {
  const { shots, preview, listing, hasCopies } = sorted(capture);
  const [withOriginals, setWithOriginals] = useState(!hasCopies);
  const [first, ...slices] = shots;
  const shown = (shot: (typeof shots)[number]) => (
    <Shot key={shot.original.path} {...shot} withOriginal={withOriginals || !shot.copy} />
  );
  return (
    <>
      {shots.length === 0 && <p className="soft">{m.evidence_no_picture()}</p>}
      {hasCopies && (
        <Check checked={withOriginals} onCheck={setWithOriginals} help={m.evidence_show_originals_help()}>
          {m.evidence_show_originals()}
        </Check>
      )}
      {first && shown(first)}
      {preview && withOriginals && <EvidencePicture file={preview} confidential />}
      {slices.length > 0 && slices.length < FOLD_FROM && slices.map(shown)}
      {slices.length >= FOLD_FROM && (
        <Fold summary={m.evidence_rest_of_page({ count: slices.length })}>
          <div className="stack">{slices.map(shown)}</div>
        </Fold>
      )}
      {listing.length > 0 && (
        <Fold summary={m.evidence_listing_pictures({ count: listing.length })}>
          <ul className="listing-pictures" aria-label={m.evidence_listing_pictures_of({ capture: title })}>
            {listing.map((file) => (
              <li key={file.path}>
                <EvidencePicture file={file} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

function Shot({
  original,
  copy,
  withOriginal,
}: {
  original: EvidenceFile;
  copy: EvidenceFile | undefined;
  withOriginal: boolean;
}) {
  return (
    <div className={copy && withOriginal ? 'side-by-side' : undefined}>
      {copy && <EvidencePicture file={copy} />}
      {withOriginal && <EvidencePicture file={original} confidential />}
    </div>
  );
}
