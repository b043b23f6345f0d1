import { type CaptureManifest, type ClaimDetail, MARKETPLACES } from '@marketsafe/contract';
import { Fold, Notice, Pair, Pairs } from '@marketsafe/looks';
import { useQuery } from '@tanstack/react-query';
import { manifestQuery, sealQuery } from '../../../api/capture-queries.ts';
import { isNotFound } from '../../../api/failure.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Moment } from '../../../components/moment.tsx';
import { FINDING_SENTENCES, LIMITATION_SENTENCES } from '../../../format/evidence-words.ts';
import { CaptureNetwork } from './capture-network.tsx';
import { SealRows } from './capture-seal.tsx';
import { CaptureTime } from './capture-time.tsx';

type Capture = ClaimDetail['evidence'][number];

const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** What a capture's signed record says, and what the program knows of it: time, seal, place in the chain, coverage, what it lacks. */
export function CaptureRecord({ capture }: { capture: Capture }) {
  const record = useQuery(manifestQuery(capture.manifestSha256));
  const seal = useQuery(sealQuery(capture.captureId));
  const manifest = record.data;
  return (
    <>
      {capture.findings.length > 0 && (
        <Notice tone="warn" title="What stands out about this capture">
          <ul className="bullets">
            {capture.findings.map((finding) => (
              <li key={finding}>{FINDING_SENTENCES[finding]}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Pairs>
        {manifest ? (
          <CaptureTime manifest={manifest} seal={seal.data} findings={capture.findings} />
        ) : (
          <Pair name="Made">
            <Moment utc={capture.capturedAt} withUtc /> by the device’s own clock
          </Pair>
        )}
        <Pair name="Page" className="unbroken">
          {capture.sourceUrl}
        </Pair>
        {seal.data && <SealRows seal={seal.data} />}
        {manifest && <RecordRows manifest={manifest} />}
      </Pairs>
      {!manifest && record.isPending && <Loading what="the capture’s record" />}
      {!manifest && record.error && <FailureNotice error={record.error} onRetry={() => record.refetch()} />}
      {!seal.data && seal.error && isNotFound(seal.error) && (
        <p className="soft small">
          This capture came before captures were sealed: it has no receipt of its own.
        </p>
      )}
      {!seal.data && seal.error && !isNotFound(seal.error) && (
        <FailureNotice error={seal.error} onRetry={() => seal.refetch()} />
      )}
      {manifest?.request.exchange && <CaptureNetwork exchange={manifest.request.exchange} />}
      {manifest && manifest.limitations.length > 0 && (
        <Fold
          summary={<>What this capture lacks, and what was done to the page: {manifest.limitations.length}</>}
        >
          <ul className="bullets">
            {manifest.limitations.map((code) => (
              <li key={code}>{LIMITATION_SENTENCES[code]}</li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

function RecordRows({ manifest }: { manifest: CaptureManifest }) {
  const { page, device, tool, env, profile } = manifest;
  const { height, of } = page.covered;
  const whole = height >= of;
  return (
    <>
      <Pair name="Coverage">
        {profile === 'full' ? 'The whole page was asked for' : 'The window was asked for'}: the pictures cover{' '}
        {whole ? 'all' : count.format(height)} of {count.format(of)} px of its height
        {page.imagesUnfinished > 0 && `; ${page.imagesUnfinished} of its pictures had not loaded`}
      </Pair>
      <Pair name="Device">
        capture {count.format(device.sequence)} of device <code>{device.deviceId}</code>, signed with its key
      </Pair>
      <Pair name="Taken with">
        version {tool.version}
        {tool.adapter && `, ${MARKETPLACES[tool.adapter.id].name} adapter ${tool.adapter.version}`},{' '}
        {count.format(env.viewport.width)} × {count.format(env.viewport.height)} px window at{' '}
        {count.format(env.zoom * 100)} %, time zone {env.timeZone}
      </Pair>
    </>
  );
}
