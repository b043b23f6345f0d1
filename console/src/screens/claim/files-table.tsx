import type { ClaimDetail, EvidenceFile } from '@marketsafe/contract';
import { blobUrl } from '../../api/queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { formatBytes } from '../../format/bytes.ts';
import { METHOD_NAMES, ROLE_NAMES } from '../../format/names.ts';

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
          <th scope="col">File</th>
          <th scope="col">What it is</th>
          <th scope="col">Size</th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {[...capture.files, ...capture.masked].map((file) => (
          <tr key={file.path}>
            <th scope="row">
              <FileLink file={file} />
            </th>
            <td data-label="What it is">
              {METHOD_NAMES[file.method]}
              <br />
              <span className="soft">{ROLE_NAMES[file.role]}</span>
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
                    look-alike hash <code>{file.perceptualHash}</code>
                  </span>
                </>
              )}
            </td>
            <td data-label="Size">{formatBytes(file.bytes)}</td>
            <HashCell sha256={file.sha256} path={file.path} />
          </tr>
        ))}
        <tr>
          <th scope="row">
            <a href={blobUrl(capture.manifestSha256)} download>
              {RECORD}
              <span className="soft"> (download)</span>
            </a>
          </th>
          <td data-label="What it is">
            Record of the capture, signed by the device, which names the hash of every file above but the
            copies
          </td>
          <td data-label="Size">
            <em className="soft">Not given</em>
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
        <span className="visually-hidden"> (opens in a new tab)</span>
      </a>
    );
  }
  return (
    <a href={blobUrl(file.sha256)} download>
      {file.path}
      <span className="soft"> (download)</span>
    </a>
  );
}

function HashCell({ sha256, path }: { sha256: string; path: string }) {
  return (
    <td data-label="SHA-256">
      <span className="hash">{sha256}</span> <CopyButton text={sha256} what={`SHA-256 of ${path}`} />
    </td>
  );
}
