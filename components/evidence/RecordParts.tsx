import { Badge, Card, Fold, Pair, Pairs, Table } from '@marketsafe/looks';
import { m, missingFact, noLowerBound } from '@marketsafe/words';
import type { Evidence, Row, Window } from './types.ts';

function RowPairs({ rows }: { rows: readonly Row[] }) {
  const keyed = new Map(rows.map((row) => [`${row.name}: ${row.value}`, row]));
  return (
    <Pairs>
      {[...keyed].map(([key, { name, value }]) => (
        <Pair key={key} name={name}>
          {value}
        </Pair>
      ))}
    </Pairs>
  );
}

/** Between which times the capture was made, who says so, and what is only a claim. */
export function WindowPart({ window }: { window: Window }) {
  const { line, notBefore, notAfter, waiting, authority, claimed, clock } = window;
  return (
    <Card title={m.viewer_window()}>
      <p className="evidence-window">{line}</p>
      <Pairs>
        <Pair name={m.viewer_not_before()}>
          {notBefore ? <strong>{notBefore.at}</strong> : <span>{noLowerBound()}</span>}
          {notBefore && <p className="tiny soft">{notBefore.says}</p>}
        </Pair>
        <Pair name={m.viewer_not_after()}>
          {notAfter.map(({ at, says }) => (
            <div key={says}>
              <strong>{at}</strong>
              <p className="tiny soft">{says}</p>
            </div>
          ))}
          {authority !== null && <p className="tiny soft">{m.viewer_authority({ name: authority })}</p>}
          {waiting !== null && <span>{waiting}</span>}
        </Pair>
        <Pair name={m.viewer_claimed()}>
          <span>{claimed}</span>
          <p className="tiny soft">{clock}</p>
        </Pair>
      </Pairs>
    </Card>
  );
}

function FilesTable({ files }: Pick<Evidence, 'files'>) {
  return (
    <Card title={m.viewer_files()}>
      <p className="soft small">{m.viewer_files_help()}</p>
      <Table
        rows={files}
        keyOf={({ path }) => path}
        className="evidence-files"
        columns={[
          {
            key: 'name',
            heading: m.viewer_file_name(),
            kind: 'header',
            className: 'number',
            cell: ({ path }) => path,
          },
          {
            key: 'what',
            heading: m.viewer_file_what(),
            cell: ({ what, held }) => (
              <>
                {what}
                {!held && <Badge tone="quiet">{m.viewer_file_gone()}</Badge>}
              </>
            ),
          },
          { key: 'size', heading: m.viewer_file_size(), cell: ({ size }) => size },
          {
            key: 'hash',
            heading: m.viewer_file_hash(),
            className: 'number unbroken',
            cell: ({ sha256 }) => sha256,
          },
        ]}
      />
    </Card>
  );
}

/** Everything that the record says beside the pictures. */
export function RecordParts({ evidence }: { evidence: Evidence }) {
  const { limitations, facts, network, device, files } = evidence;
  return (
    <>
      <Card title={m.viewer_limitations()}>
        {limitations.length === 0 ? (
          <p className="soft">{m.viewer_no_limitations()}</p>
        ) : (
          <ul className="bullets">
            {limitations.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </Card>
      <Fold card summary={m.facts_heading()}>
        <RowPairs rows={facts.map(({ name, value }) => ({ name, value: value ?? missingFact() }))} />
      </Fold>
      <Fold card summary={m.viewer_network()}>
        <RowPairs rows={network} />
      </Fold>
      <Fold card summary={m.viewer_device()}>
        <RowPairs rows={device} />
      </Fold>
      <FilesTable files={files} />
    </>
  );
}
