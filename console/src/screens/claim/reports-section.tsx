import './reports.css';
import { REPORT_KINDS, type ReportKind } from '@marketsafe/contract';
import { formatBytes, formatBytesExactly } from '@marketsafe/words';
import { useEffect, useRef } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
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
    <section className="card reports" aria-labelledby="reports-heading">
      <h2 id="reports-heading">Reports</h2>
      <p className="soft">PDF in English and Chinese, made now. Making one is recorded with the claim.</p>
      <ul className="plain">
        {REPORT_KINDS.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              aria-disabled={running}
              aria-describedby={`report-${kind}`}
              onClick={() => void start(kind)}
            >
              {REPORTS[kind].name}
            </button>
            <p className="soft" id={`report-${kind}`}>
              {REPORTS[kind].about}
            </p>
          </li>
        ))}
      </ul>
      {running && <Progress {...state} onCancel={cancel} />}
      <Outcome state={state} onRetry={start} />
    </section>
  );
}

function Progress(props: Extract<ReportState, { state: 'running' }> & { onCancel: () => void }) {
  const { kind, bytes, onCancel } = props;
  return (
    <div className="report-progress">
      <label>
        {REPORTS[kind].making}
        <progress />
      </label>
      <span className="soft">{bytes > 0 ? `${formatBytes(bytes)} so far` : 'Hashes are being compared'}</span>
      <button type="button" className="small" onClick={onCancel}>
        Cancel
      </button>
    </div>
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
        <p className="address">
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
