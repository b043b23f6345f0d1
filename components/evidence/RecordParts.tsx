import { Badge, Card, Fold, Pair, Pairs, Table } from '@marketsafe/looks';
import type { Evidence, Row, Window } from './types.ts';
import { WORDS } from './words.ts';

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

/** Between which moments the capture was made, who says so, and what is only a claim. */
export function WindowPart({ window: { notBefore, notAfter, waiting, claimed } }: { window: Window }) {
  const [first] = notAfter;
  return (
    <Card title={WORDS.window}>
      {notBefore && first && <p className="evidence-window">{WORDS.between(notBefore.at, first.at)}</p>}
      <Pairs>
        <Pair name={WORDS.notBefore}>
          {notBefore ? <strong>{notBefore.at}</strong> : <span>{WORDS.unproven}</span>}
          {notBefore && <p className="tiny soft">{notBefore.says}</p>}
        </Pair>
        <Pair name={WORDS.notAfter}>
          {notAfter.map(({ at, says }) => (
            <div key={says}>
              <strong>{at}</strong>
              <p className="tiny soft">{says}</p>
            </div>
          ))}
          {waiting !== null && <span>{waiting}</span>}
        </Pair>
        <Pair name={WORDS.claimed}>
          <span>{WORDS.claim(claimed.start, claimed.end)}</span>
          <p className="tiny soft">{claimed.skew}</p>
        </Pair>
      </Pairs>
    </Card>
  );
}

function FilesTable({ files }: Pick<Evidence, 'files'>) {
  return (
    <Card title={WORDS.files}>
      <p className="soft small">{WORDS.filesHelp}</p>
      <Table
        rows={files}
        keyOf={({ path }) => path}
        className="evidence-files"
        columns={[
          {
            key: 'name',
            heading: WORDS.fileName,
            kind: 'header',
            className: 'number',
            cell: ({ path }) => path,
          },
          {
            key: 'what',
            heading: WORDS.fileWhat,
            cell: ({ what, held }) => (
              <>
                {what}
                {!held && <Badge tone="quiet">{WORDS.fileGone}</Badge>}
              </>
            ),
          },
          { key: 'size', heading: WORDS.fileSize, cell: ({ size }) => size },
          {
            key: 'hash',
            heading: WORDS.fileHash,
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
      <Card title={WORDS.limitations}>
        {limitations.length === 0 ? (
          <p className="soft">{WORDS.noLimitations}</p>
        ) : (
          <ul className="bullets">
            {limitations.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </Card>
      <Fold card summary={WORDS.facts}>
        <RowPairs rows={facts.map(({ name, value }) => ({ name, value: value ?? WORDS.missing }))} />
      </Fold>
      <Fold card summary={WORDS.network}>
        <RowPairs rows={network} />
      </Fold>
      <Fold card summary={WORDS.device}>
        <RowPairs rows={device} />
      </Fold>
      <FilesTable files={files} />
    </>
  );
}
