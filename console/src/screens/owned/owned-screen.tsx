import { OWNED_FORMATS, OWNED_KINDS, type OwnedFormat, type OwnedKind } from '@marketsafe/contract';
import { Button, Notice, Progress, Table } from '@marketsafe/looks';
import { formatBytes, formatNumber, m, ownedKindName } from '@marketsafe/words';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { type OwnedState, useOwned } from './use-owned.ts';

const NAMES = {
  csv: m.owned_csv_of,
  xlsx: m.owned_xlsx_of,
} satisfies Record<OwnedFormat, unknown>;
const SHORT = { csv: 'CSV', xlsx: 'Excel' } satisfies Record<OwnedFormat, string>;

/** Everything that the organisation owns, to be taken along as tables. */
export function OwnedScreen() {
  const { state, start, cancel } = useOwned();
  const busy = state.state === 'running';
  return (
    <>
      <PageHeading title={m.shared_export()} />
      <p>{m.owned_about()}</p>
      <p className="soft small">{m.owned_audited()}</p>
      <Under state={state} onCancel={cancel} />
      <Table
        framed
        narrow
        caption={m.shared_export()}
        captionHidden
        rows={OWNED_KINDS}
        keyOf={(kind) => kind}
        columns={[
          {
            key: 'kind',
            heading: m.account_column_kind(),
            kind: 'header',
            cell: (kind: OwnedKind) => ownedKindName(kind),
          },
          {
            key: 'formats',
            heading: m.shared_export(),
            cell: (kind: OwnedKind) => (
              <span className="actions">
                {OWNED_FORMATS.map((format) => (
                  <Button
                    key={format}
                    size="small"
                    busy={busy}
                    aria-label={NAMES[format]({ kind: ownedKindName(kind) })}
                    onClick={() => void start(kind, format)}
                  >
                    {SHORT[format]}
                  </Button>
                ))}
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

/** How far the export is, or what it came to. */
function Under({ state, onCancel }: { state: OwnedState; onCancel: () => void }) {
  switch (state.state) {
    case 'idle':
      return null;
    case 'running': {
      const { kind, bytes, rows } = state;
      const size = formatBytes(bytes);
      const said = ownedKindName(kind);
      return (
        <Progress
          label={
            rows === null
              ? m.owned_running({ kind: said, size })
              : m.owned_running_of({ kind: said, size, rows: formatNumber(rows) })
          }
          amount={null}
        >
          <Button size="small" onClick={onCancel}>
            {m.console_cancel()}
          </Button>
        </Progress>
      );
    }
    case 'done':
      return (
        <Notice tone="good">{m.owned_done({ name: state.name, size: formatBytes(state.bytes) })}</Notice>
      );
    case 'cancelled':
      return <Notice tone="info">{m.owned_cancelled()}</Notice>;
    case 'failed':
      return <FailureNotice error={state.error} />;
  }
}
