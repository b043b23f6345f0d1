import type { EvidenceFile } from '@marketsafe/contract';
import { m, methodName, pictureDescription, roleName } from '@marketsafe/words';
import { useState } from 'react';
import { blobUrl } from '../../api/queries.ts';
import { Notice } from '../../components/notice.tsx';

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
        <strong>{methodName(file.method)}</strong>
        <span className="soft">
          {file.path} · {roleName(file.role)}
        </span>
        {confidential && (
          <span className="badge tone-warn">
            {file.role === 'derived' ? m.evidence_confidential() : m.evidence_confidential_original()}
          </span>
        )}
      </figcaption>
      {failed ? (
        <Notice tone="bad" title={m.evidence_picture_failed()} urgency="status">
          <p>{m.evidence_picture_failed_help()}</p>
          <button
            type="button"
            onClick={() => {
              setFailed(false);
              setAttempt(attempt + 1);
            }}
          >
            {m.evidence_picture_retry()}
          </button>
        </Notice>
      ) : (
        <a href={blobUrl(file.sha256)} target="_blank" rel="noreferrer noopener">
          <img
            key={attempt}
            loading="lazy"
            {...roomFor(file)}
            src={blobUrl(file.sha256)}
            alt={pictureDescription(file.method)}
            onError={() => setFailed(true)}
          />
          <span className="picture-hint">{m.evidence_picture_open()}</span>
        </a>
      )}
    </figure>
  );
}
