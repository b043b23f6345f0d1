import type { EvidenceFile } from '@marketsafe/contract';
import { Badge, Button, Notice } from '@marketsafe/looks';
import { m, methodName, pictureDescription, roleName } from '@marketsafe/words';
import { useState } from 'react';
import { useFileUrl } from './claim-files.ts';

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
  const urlOf = useFileUrl();
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  return (
    <figure className={`picture picture-${file.method}`}>
      <figcaption>
        <strong>{methodName(file.method)}</strong>
        <span className="soft small">
          {file.path} · {roleName(file.role)}
        </span>
        {confidential && (
          <Badge tone="warn">
            {file.role === 'derived' ? m.evidence_confidential() : m.evidence_confidential_original()}
          </Badge>
        )}
      </figcaption>
      {failed ? (
        <Notice
          tone="bad"
          title={m.evidence_picture_failed()}
          urgency="status"
          actions={
            <Button
              onClick={() => {
                setFailed(false);
                setAttempt(attempt + 1);
              }}
            >
              {m.evidence_picture_retry()}
            </Button>
          }
        >
          {m.evidence_picture_failed_help()}
        </Notice>
      ) : (
        <a href={urlOf(file.sha256)} target="_blank" rel="noreferrer noopener">
          <img
            key={attempt}
            loading="lazy"
            {...roomFor(file)}
            src={urlOf(file.sha256)}
            alt={pictureDescription(file.method)}
            onError={() => setFailed(true)}
          />
          <span className="small">{m.evidence_picture_open()}</span>
        </a>
      )}
    </figure>
  );
}
