import {
  type CaptureFinding,
  type CaptureManifest,
  type CaptureSeal,
  timeWindow,
} from '@marketsafe/contract';
import { Pair } from '@marketsafe/looks';
import {
  claimedSentence,
  clockSentence,
  durationSentence,
  lowerBoundSentence,
  m,
  upperBoundSentences,
  windowLine,
} from '@marketsafe/words';
import { TimeText } from '../../../components/time-text.tsx';

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
      <Pair name={m.evidence_label_made()}>
        <p className="window">{windowLine(window)}</p>
        <ul className="plain soft small">
          <li>
            {notBefore && <TimeText utc={notBefore.at} />} {lowerBoundSentence(window)}
          </li>
          {upperBoundSentences(window).map((sentence, index) => (
            <li key={sentence}>
              {notAfter[index] && <TimeText utc={notAfter[index].at} />} {sentence}
            </li>
          ))}
        </ul>
      </Pair>
      <Pair name={m.evidence_label_device_clock()}>
        <p>
          {claimedSentence(time)} {durationSentence(time)}
        </p>
        <p className="soft small">{clockSentence(time.skew)}</p>
      </Pair>
    </>
  );
}
