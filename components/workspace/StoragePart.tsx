import { Button, Card, Loading, Result, Table } from '@marketsafe/looks';
import { WORDS } from './words.ts';

interface Amount {
  files: number;
  bytes: number;
}

/** What evidence is kept for, in the order in which it is shown. */
const KINDS = ['draft', 'unsent', 'sent', 'hold', 'deleted', 'none'] as const;

export interface StoragePartProps {
  /** Undefined while it is being counted. */
  storage:
    | {
        evidence: Readonly<Record<(typeof KINDS)[number], Amount>>;
        due: Amount;
        /** When more may be freed, in words. */
        next: string | null;
        usedBytes: number | null;
        freeBytes: number | null;
        persisted: boolean;
      }
    | undefined;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  formatBytes: (bytes: number) => string;
  onCleanUp: () => void;
}

/** How much room the evidence on this device takes, what for, and what goes next. */
export function StoragePart({ storage, result, formatBytes, onCleanUp }: StoragePartProps) {
  return (
    <Card title={WORDS.space}>
      {storage ? <Uses {...storage} formatBytes={formatBytes} /> : <Loading>{WORDS.counting}</Loading>}
      {storage && storage.due.files > 0 && (
        <div className="actions">
          <Button onClick={onCleanUp}>{WORDS.cleanUp}</Button>
        </div>
      )}
      <Result result={result} />
    </Card>
  );
}

function Uses({
  evidence,
  due,
  next,
  usedBytes,
  freeBytes,
  persisted,
  formatBytes,
}: NonNullable<StoragePartProps['storage']> & Pick<StoragePartProps, 'formatBytes'>) {
  const shown = KINDS.filter((kind) => evidence[kind].files > 0);
  const files = shown.reduce((sum, kind) => sum + evidence[kind].files, 0);
  const bytes = shown.reduce((sum, kind) => sum + evidence[kind].bytes, 0);
  return (
    <>
      {files === 0 ? (
        <p className="soft">{WORDS.spaceNothing}</p>
      ) : (
        <Table
          narrow
          rows={shown}
          keyOf={(kind) => kind}
          columns={[
            {
              key: 'what',
              heading: WORDS.spaceWhat,
              kind: 'header',
              cell: (kind) => WORDS.spaceKinds[kind],
              foot: WORDS.spaceAll,
            },
            {
              key: 'files',
              heading: WORDS.spaceFiles,
              kind: 'number',
              cell: (kind) => evidence[kind].files,
              foot: files,
            },
            {
              key: 'size',
              heading: WORDS.spaceSize,
              kind: 'number',
              cell: (kind) => formatBytes(evidence[kind].bytes),
              foot: formatBytes(bytes),
            },
          ]}
        />
      )}
      <p>
        {due.files > 0 ? WORDS.due(due.files, formatBytes(due.bytes)) : WORDS.dueNothing}{' '}
        {next !== null && WORDS.next(next)}
      </p>
      <p className="soft small">
        {usedBytes !== null && WORDS.usedOf(formatBytes(usedBytes))}{' '}
        {freeBytes !== null && WORDS.freeOf(formatBytes(freeBytes))}{' '}
        {persisted ? WORDS.persisted : WORDS.unlimited}
      </p>
    </>
  );
}
