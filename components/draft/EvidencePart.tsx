import { ButtonLink, Fold, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { PictureFigure } from './PictureFigure.tsx';
import type { Capture, PictureUrls } from './types.ts';

interface EvidencePartProps {
  captures: readonly Capture[];
  urls: PictureUrls;
  itemId: string;
  settingsUrl: string;
  /** Address of a capture's own screen. */
  evidenceUrl: (captureId: string) => string;
  /** The draft can still take captures. */
  open: boolean;
}

/** The captures of a draft, newest first. */
export function EvidencePart({ captures, urls, itemId, settingsUrl, evidenceUrl, open }: EvidencePartProps) {
  const hasScreenshot = captures.some((capture) =>
    capture.pictures.some((picture) => picture.method === 'pixels'),
  );
  // A link within the workspace stays in its tab; from the side panel it needs one.
  const opened = evidenceUrl('').startsWith('#') ? {} : { target: '_blank', rel: 'noreferrer' };
  return (
    <Fold
      card
      open={!open}
      summaryId="draft-evidence"
      summary={m.desk_evidence_count({ count: captures.length })}
    >
      {captures.length === 0 && <p className="soft">{m.desk_no_capture()}</p>}
      {open && captures.length > 0 && !hasScreenshot && (
        <Notice
          tone="warn"
          actions={
            <ButtonLink size="small" href={settingsUrl}>
              {m.desk_rendered_settings()}
            </ButtonLink>
          }
        >
          {m.desk_rendered_help()}
        </Notice>
      )}
      <ul className="captures stack">
        {captures.map((capture) => (
          <li key={capture.captureId} className="capture">
            {capture.pictures.map((picture) => (
              <PictureFigure
                key={picture.sha256}
                picture={picture}
                url={urls.get(picture.sha256)}
                itemId={itemId}
              />
            ))}
            <div className="stack-small small soft">
              <p>{capture.capturedAt}</p>
              {capture.pictures.length === 0 && <p>{m.desk_no_picture()}</p>}
              {capture.limitations.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
              {capture.slices > 0 && <p>{m.desk_slices({ count: capture.slices })}</p>}
              {capture.snapshot && <p>{m.desk_snapshot()}</p>}
              <a href={evidenceUrl(capture.captureId)} {...opened}>
                {open ? m.desk_view_and_mask() : m.desk_view()}
              </a>
            </div>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
