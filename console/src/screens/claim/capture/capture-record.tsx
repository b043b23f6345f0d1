import type { CaptureManifest, ClaimDetail } from '@marketsafe/contract';
import { Fold, Loading, Notice, Pair, Pairs } from '@marketsafe/looks';
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
import { useContext } from 'react';
import { manifestQuery, sealQuery } from '../../../api/capture-queries.ts';
import { isNotFound } from '../../../api/failure.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ClaimOfFiles } from '../claim-files.ts';
import { CaptureNetwork } from './capture-network.tsx';
import { SealRows } from './capture-seal.tsx';
import { CaptureTime } from './capture-time.tsx';

type Capture = ClaimDetail['evidence'][number];

/** What a capture's signed record says, and what the program knows of it: time, seal, place in the chain, coverage, what it lacks. */
export function CaptureRecord({ capture }: { capture: Capture }) {
  const claimId = useContext(ClaimOfFiles);
  const record = useQuery(manifestQuery(claimId, capture.manifestSha256));
  const seal = useQuery(sealQuery(claimId, capture.captureId));
  const manifest = record.data;
  return (
    <>
      {capture.findings.length > 0 && (
        <Notice tone="warn" title={m.evidence_stands_out()}>
          <ul className="bullets">
            {capture.findings.map((finding) => (
              <li key={finding}>{findingSentence(finding)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Pairs>
        {manifest ? (
          <CaptureTime manifest={manifest} seal={seal.data} findings={capture.findings} />
        ) : (
          <Pair name={m.evidence_label_device_clock()}>
            {claimedSentence({ start: capture.capturedAt, end: capture.capturedAt })}
          </Pair>
        )}
        <Pair name={m.evidence_label_page()} className="unbroken">
          {capture.sourceUrl}
        </Pair>
        {seal.data && <SealRows seal={seal.data} />}
        {manifest && <RecordRows manifest={manifest} />}
      </Pairs>
      {!manifest && record.isPending && <Loading>{m.evidence_record_loading()}</Loading>}
      {!manifest && record.error && <FailureNotice error={record.error} onRetry={() => record.refetch()} />}
      {!seal.data && seal.error && isNotFound(seal.error) && (
        <p className="soft small">{m.evidence_receipt_before_sealing()}</p>
      )}
      {!seal.data && seal.error && !isNotFound(seal.error) && (
        <FailureNotice error={seal.error} onRetry={() => seal.refetch()} />
      )}
      {manifest?.request.exchange && <CaptureNetwork exchange={manifest.request.exchange} />}
      {manifest && manifest.limitations.length > 0 && (
        <Fold summary={m.evidence_lacks({ count: manifest.limitations.length })}>
          <ul className="bullets">
            {limitationSentences(manifest).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

function RecordRows({ manifest }: { manifest: CaptureManifest }) {
  return (
    <>
      <Pair name={m.evidence_label_coverage()}>
        {[profileName(manifest.profile), ...coverageSentences(manifest)].map((line) => (
          <div key={line}>{line}</div>
        ))}
      </Pair>
      {deviceLines(manifest, null).map(({ name, value }) => (
        <Pair key={name} name={name} className="unbroken">
          <bdi>{value}</bdi>
        </Pair>
      ))}
    </>
  );
}
