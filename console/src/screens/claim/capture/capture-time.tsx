import type { CaptureFinding, CaptureManifest, CaptureSeal } from '@marketsafe/contract';
import { Pair } from '@marketsafe/looks';
import { Moment } from '../../../components/moment.tsx';
import { formatSpan, skewSentence, timeWindow, type WindowEnd } from '../../../format/time-window.ts';

const SHOWN_BY: Readonly<Record<WindowEnd['by'], string>> = {
  challenge: 'the record holds a secret of the program’s that nobody could know before',
  receipt: 'the program’s signed receipt',
  'time-stamp': 'the time-stamp of an independent authority',
};

/** When a capture was made: the window that can be shown, and beside it what the device's own clock claims. */
export function CaptureTime({
  manifest,
  seal,
  findings,
}: {
  manifest: CaptureManifest;
  seal: CaptureSeal | undefined;
  findings: readonly CaptureFinding[];
}) {
  const { notBefore, notAfter } = timeWindow(manifest, seal, findings);
  const { start, monotonicMs, skew } = manifest.time;
  return (
    <>
      <Pair name="Made">
        <p className="window">
          {notBefore && notAfter && (
            <>
              between <Moment utc={notBefore.at} withUtc /> and <Moment utc={notAfter.at} withUtc />
            </>
          )}
          {!notBefore && notAfter && (
            <>
              not later than <Moment utc={notAfter.at} withUtc />; nothing shows the earliest time
            </>
          )}
          {notBefore && !notAfter && (
            <>
              not earlier than <Moment utc={notBefore.at} withUtc />; nothing shows the latest time yet
            </>
          )}
          {!notBefore && !notAfter && <>at a time that nothing but the device’s own clock shows</>}
        </p>
        <ul className="plain soft small">
          {notBefore && <li>Not earlier: {SHOWN_BY[notBefore.by]}.</li>}
          {notAfter && <li>Not later: {SHOWN_BY[notAfter.by]}.</li>}
        </ul>
      </Pair>
      <Pair name="Device’s clock">
        <p>
          says <Moment utc={start} withUtc />, and that it took {formatSpan(monotonicMs)}. This is a claim of
          the device, no proof.
        </p>
        <p className="soft small">{skewSentence(skew)}</p>
      </Pair>
    </>
  );
}
