import type { ClaimDetail, EvidenceFile } from '@marketsafe/contract';
import { Badge, Table } from '@marketsafe/looks';
import { formatBytesExactly, m, methodName, recordDescription, roleName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { damagedFilesQuery } from '../../api/queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { damageWord } from '../../components/damaged-notice.tsx';
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
          cell: (file) => (
            <>
              <FileLink file={file} />
              <FileDamage sha256={file.sha256} />
            </>
          ),
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

/** That a file is no longer what was handed in, where that was found. */
function FileDamage({ sha256 }: { sha256: string }) {
  const { data } = useQuery(damagedFilesQuery);
  const found = data?.files.find((file) => file.sha256 === sha256);
  return found ? <Badge tone="bad">{damageWord(found)}</Badge> : null;
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
