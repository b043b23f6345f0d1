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
  currentLanguage,
  durationSentence,
  lowerBoundSentence,
  m,
  upperBoundSentences,
  windowLine,
} from '@marketsafe/words';

/** When a capture was made: the window that can be shown, and beside it what the device's own clock claims. */
export function CaptureTime({
  manifest: { time },
  seal,
  findings,
}: {
  manifest: Pick<CaptureManifest, 'time'>;
  seal: CaptureSeal | undefined;
  findings: readonly CaptureFinding[];
}) {
  const window = timeWindow(time, seal, findings);
  const language = currentLanguage();
  return (
    <>
      <Pair name={m.evidence_label_made()}>
        <p className="window">{windowLine(window)}</p>
        <ul className="plain soft small">
          <li>{lowerBoundSentence(window, language, 'local')}</li>
          {upperBoundSentences(window, language, 'local').map((sentence) => (
            <li key={sentence}>{sentence}</li>
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
