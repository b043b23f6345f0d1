import type { ClaimDetail } from '@marketsafe/contract';
import { Notice } from '@marketsafe/looks';
import { wallSentence } from '@marketsafe/words';
import { CapturePictures } from './capture/capture-pictures.tsx';
import { CaptureRecord } from './capture/capture-record.tsx';
import { FactsTable } from './facts-table.tsx';
import { FilesTable } from './files-table.tsx';

/** One capture: its record with time and seal, its pictures, the facts read from the page, and every file with its hash. */
export function CaptureSection(props: {
  capture: ClaimDetail['evidence'][number];
  position: { index: number; count: number };
}) {
  const { capture, position } = props;
  const title = position.count === 1 ? 'Capture' : `Capture ${position.index + 1} of ${position.count}`;
  const headingId = `capture-${capture.captureId}`;
  return (
    <section className="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      <CaptureRecord capture={capture} />
      {capture.wall !== undefined && (
        <Notice tone="warn" title="This capture shows a wall in the listing’s place">
          <p>{wallSentence(capture.wall)}</p>
        </Notice>
      )}
      <CapturePictures capture={capture} title={title} />
      <FactsTable facts={capture.facts} caption={`${title}: facts read from the page`} />
      <FilesTable capture={capture} caption={`${title}: files`} />
    </section>
  );
}
