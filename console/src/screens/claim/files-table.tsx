import type { ClaimDetail, EvidenceFile } from '@marketsafe/contract';
import { Table } from '@marketsafe/looks';
import { blobUrl } from '../../api/queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { formatBytes } from '../../format/bytes.ts';
import { METHOD_NAMES, ROLE_NAMES } from '../../format/names.ts';

const RECORD = 'capture.json';

/** A file of a capture, or the record that names them all. */
type FileRow = EvidenceFile | { path: typeof RECORD; sha256: string };

/** Every file of a capture with its hash. Pictures open; a saved page is only ever downloaded, because it is hostile text. */
export function FilesTable({
  capture,
  caption,
}: {
  capture: ClaimDetail['evidence'][number];
  caption: string;
}) {
  const rows: readonly FileRow[] = [
    ...capture.files,
    ...capture.masked,
    { path: RECORD, sha256: capture.manifestSha256 },
  ];
  return (
    <Table
      className="files-table"
      caption={caption}
      rows={rows}
      keyOf={({ path }) => path}
      columns={[
        { key: 'file', heading: 'File', kind: 'header', cell: (file) => <FileLink file={file} /> },
        {
          key: 'what',
          heading: 'What it is',
          cell: (file) =>
            'method' in file ? (
              <FileNotes file={file} />
            ) : (
              'Record of the capture, signed by the device, which names the hash of every file above but the copies'
            ),
        },
        {
          key: 'size',
          heading: 'Size',
          cell: (file) =>
            'bytes' in file ? formatBytes(file.bytes) : <em className="soft small">Not given</em>,
        },
        {
          key: 'hash',
          heading: 'SHA-256',
          cell: ({ sha256, path }) => (
            <>
              <span className="number small unbroken">{sha256}</span>{' '}
              <CopyButton text={sha256} what={`SHA-256 of ${path}`} />
            </>
          ),
        },
      ]}
    />
  );
}

function FileNotes({ file }: { file: EvidenceFile }) {
  return (
    <>
      {METHOD_NAMES[file.method]}
      <br />
      <span className="soft small">{ROLE_NAMES[file.role]}</span>
      {file.url !== undefined && (
        <>
          <br />
          <span className="soft small unbroken">{file.url}</span>
        </>
      )}
      {file.perceptualHash !== undefined && (
        <>
          <br />
          <span className="soft small">
            look-alike hash <code>{file.perceptualHash}</code>
          </span>
        </>
      )}
    </>
  );
}

function FileLink({ file }: { file: FileRow }) {
  if ('type' in file && file.type.startsWith('image/')) {
    return (
      <a href={blobUrl(file.sha256)} target="_blank" rel="noreferrer noopener">
        {file.path}
        <span className="visually-hidden"> (opens in a new tab)</span>
      </a>
    );
  }
  return (
    <a href={blobUrl(file.sha256)} download>
      {file.path}
      <span className="soft small"> (download)</span>
    </a>
  );
}
