import type { ClaimDetail, EvidenceFile } from '@marketsafe/contract';
import { formatBytesExactly, m, methodName, recordDescription, roleName } from '@marketsafe/words';
import { blobUrl } from '../../api/queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';

const RECORD = 'capture.json';

/** Every file of a capture with its hash. Pictures open; a saved page is only ever downloaded, because it is hostile text. */
export function FilesTable({
  capture,
  caption,
}: {
  capture: ClaimDetail['evidence'][number];
  caption: string;
}) {
  return (
    <table className="files-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.evidence_column_file()}</th>
          <th scope="col">{m.evidence_column_what()}</th>
          <th scope="col">{m.evidence_column_size()}</th>
          <th scope="col">{m.evidence_column_hash()}</th>
        </tr>
      </thead>
      <tbody>
        {[...capture.files, ...capture.masked].map((file) => (
          <tr key={file.path}>
            <th scope="row">
              <FileLink file={file} />
            </th>
            <td data-label={m.evidence_column_what()}>
              {methodName(file.method)}
              <br />
              <span className="soft">{roleName(file.role)}</span>
              {file.url !== undefined && (
                <>
                  <br />
                  <span className="soft small address">{file.url}</span>
                </>
              )}
              {file.perceptualHash !== undefined && (
                <>
                  <br />
                  <span className="soft small">
                    {m.evidence_look_alike_hash({ hash: file.perceptualHash })}
                  </span>
                </>
              )}
            </td>
            <td data-label={m.evidence_column_size()}>{formatBytesExactly(file.bytes)}</td>
            <HashCell sha256={file.sha256} path={file.path} />
          </tr>
        ))}
        <tr>
          <th scope="row">
            <a href={blobUrl(capture.manifestSha256)} download>
              {RECORD}
              <span className="soft"> {m.evidence_download()}</span>
            </a>
          </th>
          <td data-label={m.evidence_column_what()}>{recordDescription()}</td>
          <td data-label={m.evidence_column_size()}>
            <em className="soft">{m.evidence_size_not_given()}</em>
          </td>
          <HashCell sha256={capture.manifestSha256} path={RECORD} />
        </tr>
      </tbody>
    </table>
  );
}

function FileLink({ file }: { file: EvidenceFile }) {
  if (file.type.startsWith('image/')) {
    return (
      <a href={blobUrl(file.sha256)} target="_blank" rel="noreferrer noopener">
        {file.path}
        <span className="visually-hidden"> {m.evidence_new_tab()}</span>
      </a>
    );
  }
  return (
    <a href={blobUrl(file.sha256)} download>
      {file.path}
      <span className="soft"> {m.evidence_download()}</span>
    </a>
  );
}

function HashCell({ sha256, path }: { sha256: string; path: string }) {
  return (
    <td data-label={m.evidence_column_hash()}>
      <span className="hash">{sha256}</span> <CopyButton text={sha256} what={m.evidence_hash_of({ path })} />
    </td>
  );
}
