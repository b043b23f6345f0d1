import type { ClaimDetail } from '@marketsafe/contract';
import { Notice } from '@marketsafe/looks';
import { captureName, m, wallSentence } from '@marketsafe/words';
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
  const title =
    position.count === 1 ? m.evidence_capture_only() : captureName(position.index + 1, position.count);
  const headingId = `capture-${capture.captureId}`;
  return (
    <section className="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      <CaptureRecord capture={capture} />
      {capture.wall !== undefined && (
        <Notice tone="warn" title={m.evidence_wall_title()}>
          <p>{wallSentence(capture.wall)}</p>
        </Notice>
      )}
      <CapturePictures capture={capture} title={title} />
      <FactsTable facts={capture.facts} caption={m.evidence_facts_of({ capture: title })} />
      <FilesTable capture={capture} caption={m.evidence_files_of({ capture: title })} />
    </section>
  );
}
