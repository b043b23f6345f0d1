import { REPORT_KINDS, type ReportKind } from '@marketsafe/contract';
import { Button, Card, Notice, Progress } from '@marketsafe/looks';
import { formatBytes, formatBytesExactly, m } from '@marketsafe/words';
import { useEffect, useRef } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { type ReportState, useReport } from './use-report.ts';

const REPORTS: Readonly<Record<ReportKind, Record<'name' | 'about' | 'making', () => string>>> = {
  evidence: {
    name: m.console_reports_evidence,
    about: m.console_reports_evidence_about,
    making: m.console_reports_evidence_making,
  },
  disclosure: {
    name: m.console_reports_disclosure,
    about: m.console_reports_disclosure_about,
    making: m.console_reports_disclosure_making,
  },
  certificate: {
    name: m.console_reports_certificate,
    about: m.console_reports_certificate_about,
    making: m.console_reports_certificate_making,
  },
};

/** Documents about a claim, each made when it is asked for: with progress, a way to stop it, and what came of it. */
export function ReportsSection({ claimId }: { claimId: string }) {
  const { state, start, cancel } = useReport(claimId);
  const running = state.state === 'running';
  return (
    <Card title={m.console_reports_title()}>
      <p className="soft small">{m.console_reports_about()}</p>
      <ul className="plain stack">
        {REPORT_KINDS.map((kind) => (
          <li key={kind} className="stack-small">
            <Button busy={running} aria-describedby={`report-${kind}`} onClick={() => void start(kind)}>
              {REPORTS[kind].name()}
            </Button>
            <p className="soft small" id={`report-${kind}`}>
              {REPORTS[kind].about()}
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
    <Progress label={REPORTS[kind].making()} amount={null}>
      <span className="soft small">
        {bytes > 0 ? m.console_reports_so_far({ size: formatBytes(bytes) }) : m.console_reports_comparing()}
      </span>
      <Button size="small" onClick={onCancel}>
        {m.console_cancel()}
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
      <Notice tone="good" title={m.console_reports_done()} urgency="status">
        <p className="unbroken">
          {m.console_file_and_size({ name: state.name, size: formatBytesExactly(state.bytes) })}
        </p>
      </Notice>
    );
  }
  if (state.state === 'cancelled') {
    return (
      <div ref={box} tabIndex={-1}>
        <Notice tone="info" title={m.console_reports_cancelled()} urgency="status">
          <p>{m.console_reports_cancelled_help()}</p>
        </Notice>
      </div>
    );
  }
  if (state.state !== 'failed') return null;
  return <FailureNotice error={state.error} onRetry={() => void onRetry(state.kind)} />;
}
