import { type CheckState, conclusionOf, groupChecks, plainText, type TimeWindow } from '@marketsafe/evidence';
import { Badge, Card, Notice, type Tone } from '@marketsafe/looks';
import { TimeText } from '../../components/time-text.tsx';
import type { Verification } from './use-verifier.ts';
import { vouchersOf } from './vouchers.ts';

const MARKS: Readonly<Record<CheckState, { mark: string; word: string; tone: Tone }>> = {
  passed: { mark: '✓', word: 'Holds', tone: 'good' },
  failed: { mark: '✗', word: 'Fails', tone: 'bad' },
  absent: { mark: '–', word: 'Not there', tone: 'quiet' },
  untrusted: { mark: '?', word: 'Not yet trusted', tone: 'warn' },
};

function Mark({ state }: { state: CheckState }) {
  const { mark, word, tone } = MARKS[state];
  return (
    <Badge tone={tone}>
      <span aria-hidden="true">{mark} </span>
      {word}
    </Badge>
  );
}

/** Everything that was checked, and what it comes to. */
export function VerdictView({ name, verdict, options }: Extract<Verification, { state: 'done' }>) {
  return (
    <>
      <Notice tone={verdict.ok ? 'good' : 'bad'} title={conclusionOf(verdict)} urgency="alert">
        <p className="unbroken">{plainText(name)}</p>
        <p>{basisOf(options)}</p>
      </Notice>
      <Vouchers verdict={verdict} />
      {verdict.windows.length > 0 && (
        <Card title="When it was captured">
          {verdict.windows.map((window) => (
            <Window key={window.captureId} window={window} />
          ))}
        </Card>
      )}
      <Card title="Every check">
        {groupChecks(verdict.checks).map(({ heading, checks }) => (
          <div key={heading} className="check-group">
            <h3 className="unbroken">{plainText(heading)}</h3>
            <ul className="plain checks">
              {checks.map((check) => (
                <li key={`${check.id} ${check.subject} ${check.sentence}`}>
                  <Mark state={check.state} />
                  <span>{plainText(check.sentence)}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Card>
    </>
  );
}

function basisOf({ serverKeys, rootsPem }: Extract<Verification, { state: 'done' }>['options']): string {
  const keys =
    serverKeys === undefined
      ? 'without keys of the program: what the program signed is checked against the key in the package only'
      : `with ${serverKeys.length === 1 ? 'one key' : `${serverKeys.length} keys`} of the program`;
  const roots =
    rootsPem === undefined
      ? 'without root certificates of a time-stamp authority'
      : 'with your root certificates of time-stamp authorities';
  return `Checked in this browser, ${keys}, and ${roots}.`;
}

function Vouchers({ verdict }: Pick<Extract<Verification, { state: 'done' }>, 'verdict'>) {
  const vouchers = vouchersOf(verdict);
  if (vouchers.length === 0) return null;
  return (
    <Card title="Who vouches for what">
      <ul className="plain checks">
        {vouchers.map(({ who, what, state, partly }) => (
          <li key={who}>
            <Mark state={state} />
            <span>
              <strong>{who}</strong>: {what}.{partly && ' Not all of it is there; see the checks below.'}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Window({ window: { captureId, claimed, notAfter, notBefore } }: { window: TimeWindow }) {
  return (
    <div className="check-group">
      <h3 className="unbroken">Capture {captureId}</h3>
      <p>
        Between <Side at={notBefore} /> and <Side at={notAfter} />.
      </p>
      <p className="soft small">
        The device’s own clock said <TimeText utc={claimed.end} withUtc />; that is its claim.
      </p>
    </div>
  );
}

function Side({ at }: { at: string | null }) {
  return at === null ? (
    <em>a moment that nobody vouches for</em>
  ) : (
    <strong>
      <TimeText utc={at} withUtc />
    </strong>
  );
}
