import { Button, Card, Loading, Result, Table } from '@marketsafe/looks';
import { formatBytes, formatLocalTime, joinSentences, m } from '@marketsafe/words';

const KEPT_FOR = {
  draft: m.workspace_space_draft,
  unsent: m.workspace_space_unsent,
  sent: m.workspace_space_sent,
  hold: m.workspace_space_hold,
  deleted: m.workspace_space_deleted,
  none: m.workspace_space_none,
} satisfies Record<(typeof KINDS)[number], unknown>;

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
        /** When more may be freed, Unix milliseconds; null where nothing waits. */
        next: number | null;
        usedBytes: number | null;
        freeBytes: number | null;
        persisted: boolean;
      }
    | undefined;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onCleanUp: () => void;
}

/** How much room the evidence on this device takes, what for, and what goes next. */
export function StoragePart({ storage, result, onCleanUp }: StoragePartProps) {
  return (
    <Card title={m.workspace_space()}>
      {storage ? <Uses {...storage} /> : <Loading>{m.workspace_counting()}</Loading>}
      {storage && storage.due.files > 0 && (
        <div className="actions">
          <Button onClick={onCleanUp}>{m.workspace_clean_up()}</Button>
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
}: NonNullable<StoragePartProps['storage']>) {
  const shown = KINDS.filter((kind) => evidence[kind].files > 0);
  const files = shown.reduce((sum, kind) => sum + evidence[kind].files, 0);
  const bytes = shown.reduce((sum, kind) => sum + evidence[kind].bytes, 0);
  return (
    <>
      {files === 0 ? (
        <p className="soft">{m.workspace_space_nothing()}</p>
      ) : (
        <Table
          narrow
          rows={shown}
          keyOf={(kind) => kind}
          columns={[
            {
              key: 'what',
              heading: m.workspace_space_what(),
              kind: 'header',
              cell: (kind) => KEPT_FOR[kind](),
              foot: m.workspace_space_all(),
            },
            {
              key: 'files',
              heading: m.viewer_files(),
              kind: 'number',
              cell: (kind) => evidence[kind].files,
              foot: files,
            },
            {
              key: 'size',
              heading: m.viewer_file_size(),
              kind: 'number',
              cell: (kind) => formatBytes(evidence[kind].bytes),
              foot: formatBytes(bytes),
            },
          ]}
        />
      )}
      <p>
        {joinSentences([
          due.files > 0
            ? m.workspace_due({ count: due.files, size: formatBytes(due.bytes) })
            : m.workspace_due_nothing(),
          ...(next === null ? [] : [m.workspace_next({ date: formatLocalTime(next) })]),
        ])}
      </p>
      <p className="soft small">
        {joinSentences([
          ...(usedBytes === null ? [] : [m.workspace_used_of({ size: formatBytes(usedBytes) })]),
          ...(freeBytes === null ? [] : [m.workspace_free_of({ size: formatBytes(freeBytes) })]),
          persisted ? m.workspace_persisted() : m.workspace_unlimited(),
        ])}
      </p>
    </>
  );
}
