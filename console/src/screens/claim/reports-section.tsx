import { REPORT_KINDS, type ReportKind } from '@marketsafe/contract';
import { Button, Card, Notice, Progress } from '@marketsafe/looks';
import { formatBytes, formatBytesExactly } from '@marketsafe/words';
import { useEffect, useRef } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { type ReportState, useReport } from './use-report.ts';

const REPORTS: Readonly<Record<ReportKind, { name: string; about: string; making: string }>> = {
  evidence: {
    name: 'Evidence report',
    about: 'Confidential. Originals, facts, hashes, times and custody, for a court.',
    making: 'Making the evidence report…',
  },
  disclosure: {
    name: 'Disclosure report',
    about: 'Masked copies only. Names no investigator, device or moment.',
    making: 'Making the disclosure report…',
  },
  certificate: {
    name: 'Draft certificate',
    about: 'US Federal Rules of Evidence 902(13) and (14). For a person to sign after counsel’s review.',
    making: 'Making the draft certificate…',
  },
};

/** Documents about a claim, each made when it is asked for: with progress, a way to stop it, and what came of it. */
export function ReportsSection({ claimId }: { claimId: string }) {
  const { state, start, cancel } = useReport(claimId);
  const running = state.state === 'running';
  return (
    <Card title="Reports">
      <p className="soft small">
        PDF in English and Chinese, made now. Making one is recorded with the claim.
      </p>
      <ul className="plain stack">
        {REPORT_KINDS.map((kind) => (
          <li key={kind} className="stack-small">
            <Button busy={running} aria-describedby={`report-${kind}`} onClick={() => void start(kind)}>
              {REPORTS[kind].name}
            </Button>
            <p className="soft small" id={`report-${kind}`}>
              {REPORTS[kind].about}
            </p>
          </li>
        ))}
      </ul>
      {running && <ReportProgress {...state} onCancel={cancel} />}
      <Outcome state={state} onRetry={start} />
    </Card>
  );
}

function ReportProgress(props: Extract<ReportState, { state: 'running' }> & { onCancel: () => void }) {
  const { kind, bytes, onCancel } = props;
  return (
    <Progress label={REPORTS[kind].making} amount={null}>
      <span className="soft small">
        {bytes > 0 ? `${formatBytes(bytes)} so far` : 'Hashes are being compared'}
      </span>
      <Button size="small" onClick={onCancel}>
        Cancel
      </Button>
    </Progress>
  );
}

function Outcome(props: { state: ReportState; onRetry: (kind: ReportKind) => Promise<void> }) {
  const { state, onRetry } = props;
  const box = useRef<HTMLDivElement>(null);
  // The button to cancel is gone together with what had the focus.
  useEffect(() => {
    if (state.state === 'cancelled') box.current?.focus();
  }, [state.state]);
  if (state.state === 'done') {
    return (
      <Notice tone="good" title="The document is in your downloads" urgency="status">
        <p className="unbroken">
          {state.name}, {formatBytesExactly(state.bytes)}
        </p>
      </Notice>
    );
  }
  if (state.state === 'cancelled') {
    return (
      <div ref={box} tabIndex={-1}>
        <Notice tone="info" title="The document was cancelled" urgency="status">
          <p>Nothing was saved. The claim is as it was.</p>
        </Notice>
      </div>
    );
  }
  if (state.state !== 'failed') return null;
  return <FailureNotice error={state.error} onRetry={() => void onRetry(state.kind)} />;
}
