import type { PackageOrder } from '@marketsafe/contract';
import { PackageProblem } from '@marketsafe/evidence';
import { Button, Notice, Progress } from '@marketsafe/looks';
import { formatBytesExactly, m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { FailureNotice } from '../components/failure-notice.tsx';
import { type ExportState, useExport } from './use-export.ts';

const MAKING = {
  evidence: m.console_packages_making_evidence,
  disclosure: m.console_packages_making_disclosure,
} satisfies Record<PackageOrder['kind'], unknown>;

/** Buttons that export claims as packages, with progress, a way to stop it, and what came of it. */
export function ExportPanel(props: {
  claimIds: readonly string[];
  /** Why there can be no package of masked copies; null where there can be one as far as is known. */
  noDisclosure: string | null;
}) {
  const { claimIds, noDisclosure } = props;
  const { state, start, cancel } = useExport();
  const running = state.state === 'running';
  const order = (kind: PackageOrder['kind']) => void start({ kind, claimIds: [...claimIds] });
  return (
    <div className="stack">
      <div className="actions">
        <Button busy={running} onClick={() => order('evidence')}>
          {m.console_packages_export_evidence()}
        </Button>
        {noDisclosure === null && (
          <Button busy={running} onClick={() => order('disclosure')}>
            {m.console_packages_export_disclosure()}
          </Button>
        )}
      </div>
      {noDisclosure !== null && <p className="soft small">{noDisclosure}</p>}
      {running && <ExportProgress {...state} onCancel={cancel} />}
      <Outcome state={state} />
    </div>
  );
}

function ExportProgress(props: Extract<ExportState, { state: 'running' }> & { onCancel: () => void }) {
  return (
    <Progress label={MAKING[props.kind]()} amount={props}>
      <Button size="small" onClick={props.onCancel}>
        {m.console_cancel()}
      </Button>
    </Progress>
  );
}

function Outcome({ state }: { state: ExportState }) {
  if (state.state === 'done') {
    return (
      <Notice tone="good" title={m.console_packages_done()} urgency="status">
        <p className="unbroken">
          {m.console_file_and_size({ name: state.name, size: formatBytesExactly(state.bytes) })}
        </p>
        <p>
          <Link to="/verify">{m.console_packages_done_verify()}</Link>
        </p>
        <p>{m.console_packages_done_without()}</p>
      </Notice>
    );
  }
  if (state.state === 'cancelled') {
    return (
      <Notice tone="info" title={m.console_packages_cancelled()} urgency="status">
        <p>{m.console_packages_cancelled_help()}</p>
      </Notice>
    );
  }
  if (state.state !== 'failed') return null;
  if (state.error instanceof PackageProblem) {
    return (
      <Notice tone="bad" title={m.console_packages_no_room()} urgency="alert">
        <p>{m.console_packages_no_room_help()}</p>
      </Notice>
    );
  }
  return <FailureNotice error={state.error} />;
}
