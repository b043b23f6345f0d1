import type { ReactNode } from 'react';
import type { Evidence, Row, Window } from './types.ts';
import { WORDS } from './words.ts';

function Rows({ rows }: { rows: readonly Row[] }) {
  const keyed = new Map(rows.map((row) => [`${row.name}: ${row.value}`, row]));
  return (
    <dl className="facts-list">
      {[...keyed].map(([key, { name, value }]) => (
        <div key={key} className="fact fact-wide">
          <dt className="soft">{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="card facts">
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** Between which moments the capture was made, who says so, and what is only a claim. */
export function WindowPart({ window: { notBefore, notAfter, waiting, claimed } }: { window: Window }) {
  const [first] = notAfter;
  return (
    <section className="card" aria-labelledby="evidence-window">
      <h2 id="evidence-window">{WORDS.window}</h2>
      {notBefore && first && <p className="evidence-window">{WORDS.between(notBefore.at, first.at)}</p>}
      <dl className="facts-list">
        <div className="fact fact-wide">
          <dt className="soft">{WORDS.notBefore}</dt>
          <dd>
            {notBefore ? <strong>{notBefore.at}</strong> : <span>{WORDS.unproven}</span>}
            {notBefore && <span className="fact-source soft">{notBefore.says}</span>}
          </dd>
        </div>
        <div className="fact fact-wide">
          <dt className="soft">{WORDS.notAfter}</dt>
          <dd>
            {notAfter.map(({ at, says }) => (
              <span key={says} className="stack-small">
                <strong>{at}</strong>
                <span className="fact-source soft">{says}</span>
              </span>
            ))}
            {waiting !== null && <span>{waiting}</span>}
          </dd>
        </div>
        <div className="fact fact-wide">
          <dt className="soft">{WORDS.claimed}</dt>
          <dd>
            <span>{WORDS.claim(claimed.start, claimed.end)}</span>
            <span className="fact-source soft">{claimed.skew}</span>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function FilesTable({ files }: Pick<Evidence, 'files'>) {
  return (
    <section className="card" aria-labelledby="evidence-files">
      <h2 id="evidence-files">{WORDS.files}</h2>
      <p className="soft small">{WORDS.filesHelp}</p>
      <div className="evidence-scroll">
        <table className="evidence-files">
          <thead>
            <tr>
              <th scope="col">{WORDS.fileName}</th>
              <th scope="col">{WORDS.fileWhat}</th>
              <th scope="col">{WORDS.fileSize}</th>
              <th scope="col">{WORDS.fileHash}</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ path, what, size, sha256, held }) => (
              <tr key={path}>
                <th scope="row" className="number">
                  {path}
                </th>
                <td>
                  {what}
                  {!held && <span className="badge tone-quiet">{WORDS.fileGone}</span>}
                </td>
                <td>{size}</td>
                <td className="number evidence-hash">{sha256}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Everything that the record says beside the pictures. */
export function RecordParts({ evidence }: { evidence: Evidence }) {
  const { limitations, facts, network, device, files } = evidence;
  return (
    <>
      <section className="card" aria-labelledby="evidence-limitations">
        <h2 id="evidence-limitations">{WORDS.limitations}</h2>
        {limitations.length === 0 ? (
          <p className="soft">{WORDS.noLimitations}</p>
        ) : (
          <ul className="evidence-list">
            {limitations.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </section>
      <Fold title={WORDS.facts}>
        <Rows rows={facts.map(({ name, value }) => ({ name, value: value ?? WORDS.missing }))} />
      </Fold>
      <Fold title={WORDS.network}>
        <Rows rows={network} />
      </Fold>
      <Fold title={WORDS.device}>
        <Rows rows={device} />
      </Fold>
      <FilesTable files={files} />
    </>
  );
}
