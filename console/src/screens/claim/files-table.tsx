import type { ClaimDetail, EvidenceFile } from '@marketsafe/contract';
import { Table } from '@marketsafe/looks';
import { formatBytesExactly, m, methodName, recordDescription, roleName } from '@marketsafe/words';
import { CopyButton } from '../../components/copy-button.tsx';
import { useFileUrl } from './claim-files.ts';

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
        {
          key: 'file',
          heading: m.evidence_column_file(),
          kind: 'header',
          cell: (file) => <FileLink file={file} />,
        },
        {
          key: 'what',
          heading: m.evidence_column_what(),
          cell: (file) => ('method' in file ? <FileNotes file={file} /> : recordDescription()),
        },
        {
          key: 'size',
          heading: m.evidence_column_size(),
          cell: (file) =>
            'bytes' in file ? (
              formatBytesExactly(file.bytes)
            ) : (
              <em className="soft small">{m.evidence_size_not_given()}</em>
            ),
        },
        {
          key: 'hash',
          heading: m.evidence_column_hash(),
          cell: ({ sha256, path }) => (
            <>
              <span className="number small unbroken">{sha256}</span>{' '}
              <CopyButton text={sha256} what={m.evidence_hash_of({ path })} />
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
      {methodName(file.method)}
      <br />
      <span className="soft small">{roleName(file.role)}</span>
      {file.url !== undefined && (
        <>
          <br />
          <span className="soft small unbroken">{file.url}</span>
        </>
      )}
      {file.perceptualHash !== undefined && (
        <>
          <br />
          <span className="soft small">{m.evidence_look_alike_hash({ hash: file.perceptualHash })}</span>
        </>
      )}
    </>
  );
}

function FileLink({ file }: { file: FileRow }) {
  const urlOf = useFileUrl();
  if ('type' in file && file.type.startsWith('image/')) {
    return (
      <a href={urlOf(file.sha256)} target="_blank" rel="noreferrer noopener">
        {file.path}
        <span className="visually-hidden"> {m.evidence_new_tab()}</span>
      </a>
    );
  }
  return (
    <a href={urlOf(file.sha256)} download>
      {file.path}
      <span className="soft small"> {m.evidence_download()}</span>
    </a>
  );
}
