import { m, missingFact } from '@marketsafe/words';
import type { ReactNode } from 'react';
import type { Evidence, Row, Window } from './types.ts';

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
      <h2 id="evidence-window">{m.viewer_window()}</h2>
      {notBefore && first && (
        <p className="evidence-window">{m.evidence_window_between({ from: notBefore.at, to: first.at })}</p>
      )}
      <dl className="facts-list">
        <div className="fact fact-wide">
          <dt className="soft">{m.viewer_not_before()}</dt>
          <dd>
            {notBefore ? <strong>{notBefore.at}</strong> : <span>{m.viewer_unproven()}</span>}
            {notBefore && <span className="fact-source soft">{notBefore.says}</span>}
          </dd>
        </div>
        <div className="fact fact-wide">
          <dt className="soft">{m.viewer_not_after()}</dt>
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
          <dt className="soft">{m.viewer_claimed()}</dt>
          <dd>
            <span>{m.viewer_claim({ start: claimed.start, end: claimed.end })}</span>
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
      <h2 id="evidence-files">{m.viewer_files()}</h2>
      <p className="soft small">{m.viewer_files_help()}</p>
      <div className="evidence-scroll">
        <table className="evidence-files">
          <thead>
            <tr>
              <th scope="col">{m.viewer_file_name()}</th>
              <th scope="col">{m.viewer_file_what()}</th>
              <th scope="col">{m.viewer_file_size()}</th>
              <th scope="col">{m.viewer_file_hash()}</th>
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
                  {!held && <span className="badge tone-quiet">{m.viewer_file_gone()}</span>}
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
        <h2 id="evidence-limitations">{m.viewer_limitations()}</h2>
        {limitations.length === 0 ? (
          <p className="soft">{m.viewer_no_limitations()}</p>
        ) : (
          <ul className="evidence-list">
            {limitations.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </section>
      <Fold title={m.viewer_facts()}>
        <Rows rows={facts.map(({ name, value }) => ({ name, value: value ?? missingFact() }))} />
      </Fold>
      <Fold title={m.viewer_network()}>
        <Rows rows={network} />
      </Fold>
      <Fold title={m.viewer_device()}>
        <Rows rows={device} />
      </Fold>
      <FilesTable files={files} />
    </>
  );
}
