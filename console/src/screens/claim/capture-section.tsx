import type { ClaimDetail } from '@marketsafe/contract';
import { Moment } from '../../components/moment.tsx';
import { EvidencePicture } from './evidence-picture.tsx';
import { FactsTable } from './facts-table.tsx';
import { FilesTable } from './files-table.tsx';

/** One capture: its pictures, the facts read from the page, and every file with its hash. */
export function CaptureSection(props: {
  capture: ClaimDetail['evidence'][number];
  position: { index: number; count: number };
}) {
  const { capture, position } = props;
  const title = position.count === 1 ? 'Capture' : `Capture ${position.index + 1} of ${position.count}`;
  const headingId = `capture-${capture.captureId}`;
  const pictures = capture.files.filter((file) => file.type === 'image/png');
  return (
    <section className="card capture" aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      <dl className="facts">
        <dt>Captured</dt>
        <dd>
          <Moment utc={capture.capturedAt} withUtc /> by the investigator’s own clock
        </dd>
        <dt>Page</dt>
        <dd className="address">{capture.sourceUrl}</dd>
      </dl>
      {pictures.length === 0 && (
        <p className="no-picture-note">
          This capture holds no picture: look at the facts and the saved page below.
        </p>
      )}
      {pictures.map((file) => (
        <EvidencePicture key={file.path} file={file} />
      ))}
      <FactsTable facts={capture.facts} caption={`${title}: facts read from the page`} />
      <FilesTable capture={capture} caption={`${title}: files`} />
    </section>
  );
}
