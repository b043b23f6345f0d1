import {
  type CaptureFinding,
  type CaptureManifest,
  type CaptureSeal,
  timeWindow,
} from '@marketsafe/contract';
import {
  claimedSentence,
  clockSentence,
  durationSentence,
  lowerBoundSentence,
  m,
  upperBoundSentences,
  windowLine,
} from '@marketsafe/words';
import { Moment } from '../../../components/moment.tsx';

/** When a capture was made: the window that can be shown, and beside it what the device's own clock claims. */
export function CaptureTime({
  manifest: { time },
  seal,
  findings,
}: {
  manifest: CaptureManifest;
  seal: CaptureSeal | undefined;
  findings: readonly CaptureFinding[];
}) {
  const window = timeWindow(time, seal, findings);
  const { notBefore, notAfter } = window;
  return (
    <>
      <dt>{m.evidence_label_made()}</dt>
      <dd>
        <p className="window">{windowLine(window)}</p>
        <ul className="plain soft small">
          <li>
            {notBefore && <Moment utc={notBefore.at} />} {lowerBoundSentence(window)}
          </li>
          {upperBoundSentences(window).map((sentence, index) => (
            <li key={sentence}>
              {notAfter[index] && <Moment utc={notAfter[index].at} />} {sentence}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{m.evidence_label_device_clock()}</dt>
      <dd>
        <p>
          {claimedSentence(time)} {durationSentence(time)}
        </p>
        <p className="soft small">{clockSentence(time.skew)}</p>
      </dd>
    </>
  );
}
