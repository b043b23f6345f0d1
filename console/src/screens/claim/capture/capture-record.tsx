import type { CaptureManifest, ClaimDetail } from '@marketsafe/contract';
import {
  claimedSentence,
  coverageSentences,
  deviceLines,
  findingSentence,
  limitationSentences,
  m,
  profileName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { manifestQuery, sealQuery } from '../../../api/capture-queries.ts';
import { isNotFound } from '../../../api/failure.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Notice } from '../../../components/notice.tsx';
import { CaptureNetwork } from './capture-network.tsx';
import { SealRows } from './capture-seal.tsx';
import { CaptureTime } from './capture-time.tsx';

type Capture = ClaimDetail['evidence'][number];

/** What a capture's signed record says, and what the program knows of it: time, seal, place in the chain, coverage, what it lacks. */
export function CaptureRecord({ capture }: { capture: Capture }) {
  const record = useQuery(manifestQuery(capture.manifestSha256));
  const seal = useQuery(sealQuery(capture.captureId));
  const manifest = record.data;
  return (
    <>
      {capture.findings.length > 0 && (
        <Notice tone="warn" title={m.evidence_stands_out()}>
          <ul>
            {capture.findings.map((finding) => (
              <li key={finding}>{findingSentence(finding)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <dl className="facts">
        {manifest ? (
          <CaptureTime manifest={manifest} seal={seal.data} findings={capture.findings} />
        ) : (
          <>
            <dt>{m.evidence_label_device_clock()}</dt>
            <dd>{claimedSentence({ start: capture.capturedAt, end: capture.capturedAt })}</dd>
          </>
        )}
        <dt>{m.evidence_label_page()}</dt>
        <dd className="address">{capture.sourceUrl}</dd>
        {seal.data && <SealRows seal={seal.data} />}
        {manifest && <RecordRows manifest={manifest} />}
      </dl>
      {!manifest && record.isPending && (
        <p className="loading" role="status">
          {m.evidence_record_loading()}
        </p>
      )}
      {!manifest && record.error && <FailureNotice error={record.error} onRetry={() => record.refetch()} />}
      {!seal.data && seal.error && isNotFound(seal.error) && (
        <p className="soft">{m.evidence_receipt_before_sealing()}</p>
      )}
      {!seal.data && seal.error && !isNotFound(seal.error) && (
        <FailureNotice error={seal.error} onRetry={() => seal.refetch()} />
      )}
      {manifest?.request.exchange && <CaptureNetwork exchange={manifest.request.exchange} />}
      {manifest && manifest.limitations.length > 0 && (
        <details className="limitations">
          <summary>{m.evidence_lacks({ count: manifest.limitations.length })}</summary>
          <ul>
            {limitationSentences(manifest).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function RecordRows({ manifest }: { manifest: CaptureManifest }) {
  return (
    <>
      <dt>{m.evidence_label_coverage()}</dt>
      <dd>
        {[profileName(manifest.profile), ...coverageSentences(manifest.page)].map((line) => (
          <div key={line}>{line}</div>
        ))}
      </dd>
      {deviceLines(manifest, null).map(({ name, value }) => (
        <DeviceRow key={name} name={name} value={value} />
      ))}
    </>
  );
}

function DeviceRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="address">
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}
