import type { PackageOrder } from '@marketsafe/contract';
import { PackageProblem } from '@marketsafe/evidence';
import { Button, Notice, Progress } from '@marketsafe/looks';
import { formatBytesExactly } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { FailureNotice } from '../components/failure-notice.tsx';
import { type ExportState, useExport } from './use-export.ts';

const MAKING: Readonly<Record<PackageOrder['kind'], string>> = {
  evidence: 'Making the evidence package…',
  disclosure: 'Making the package of masked copies…',
};

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
          Export evidence package
        </Button>
        {noDisclosure === null && (
          <Button busy={running} onClick={() => order('disclosure')}>
            Export masked copies
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
    <Progress label={MAKING[props.kind]} amount={props}>
      <Button size="small" onClick={props.onCancel}>
        Cancel
      </Button>
    </Progress>
  );
}

function Outcome({ state }: { state: ExportState }) {
  if (state.state === 'done') {
    return (
      <Notice tone="good" title="The package is in your downloads" urgency="status">
        <p>
          <span className="unbroken">{state.name}</span>, {formatBytesExactly(state.bytes)}
        </p>
        <p>
          <Link to="/verify">Verify it here</Link>, or with the commands in its VERIFY.txt.
        </p>
      </Notice>
    );
  }
  if (state.state === 'cancelled') {
    return (
      <Notice tone="info" title="The export was cancelled" urgency="status">
        <p>Nothing was saved. The claims are as they were.</p>
      </Notice>
    );
  }
  if (state.state !== 'failed') return null;
  if (state.error instanceof PackageProblem) {
    return (
      <Notice tone="bad" title={state.error.message} urgency="alert">
        <p>Nothing was saved. Make room on the disk, then export again.</p>
      </Notice>
    );
  }
  return <FailureNotice error={state.error} />;
}
