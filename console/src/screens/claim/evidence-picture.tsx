import type { EvidenceFile } from '@marketsafe/contract';
import { Badge, Button, Notice } from '@marketsafe/looks';
import { useState } from 'react';
import { blobUrl } from '../../api/queries.ts';
import { METHOD_NAMES, ROLE_NAMES } from '../../format/names.ts';

const ALTERNATIVES: Readonly<Record<EvidenceFile['method'], string>> = {
  pixels: 'Screenshot of the listing page as the investigator saw it',
  rendered: 'Rendering of the listing page by the extension, not a screenshot',
  snapshot: 'Picture taken from the saved page',
  fetched: 'Picture of the listing, as the marketplace sent it',
  recorded: 'Record of what the marketplace’s server answered',
  stitched: 'Screenshots of the listing page put together to one picture',
  painted: 'Copy of the picture in which what shows the viewer is painted over',
};

/** Room for a picture that is yet to load, so that nothing jumps and lazy loading knows what is in sight. */
function roomFor({ area }: EvidenceFile): { width?: number; height?: number } {
  return area ? { width: Math.round(area.width), height: Math.round(area.height) } : {};
}

/**
 * One picture of a capture with a label that says how it came to be; opens in full size in a new tab. Loaded when it comes into sight.
 * `confidential`: it shows who looked at the page.
 */
export function EvidencePicture({
  file,
  confidential = false,
}: {
  file: EvidenceFile;
  confidential?: boolean;
}) {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  return (
    <figure className={`picture picture-${file.method}`}>
      <figcaption>
        <strong>{METHOD_NAMES[file.method]}</strong>
        <span className="soft small">
          {file.path} · {ROLE_NAMES[file.role]}
        </span>
        {confidential && (
          <Badge tone="warn">{file.role === 'derived' ? 'Confidential' : 'Confidential original'}</Badge>
        )}
      </figcaption>
      {failed ? (
        <Notice
          tone="bad"
          title="The picture could not be loaded"
          urgency="status"
          actions={
            <Button
              onClick={() => {
                setFailed(false);
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </Button>
          }
        >
          It is kept on the server under the hash below.
        </Notice>
      ) : (
        <a href={blobUrl(file.sha256)} target="_blank" rel="noreferrer noopener">
          <img
            key={attempt}
            loading="lazy"
            {...roomFor(file)}
            src={blobUrl(file.sha256)}
            alt={ALTERNATIVES[file.method]}
            onError={() => setFailed(true)}
          />
          <span className="small">Open in full size (new tab)</span>
        </a>
      )}
    </figure>
  );
}
