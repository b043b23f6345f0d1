import type { Check, CheckState, TimeWindow } from '@marketsafe/evidence';
import { Badge, Card, Notice, type Tone } from '@marketsafe/looks';
import {
  boundInLocalTime,
  boundInUtc,
  conclusionOf,
  formatLocalTime,
  formatUtc,
  groupChecks,
  m,
  packageFindingSentence,
  plainText,
} from '@marketsafe/words';
import type { Verification } from './use-verifier.ts';
import { type Party, vouchersOf } from './vouchers.ts';

const MARKS: Readonly<Record<CheckState, { mark: string; word: () => string; tone: Tone }>> = {
  passed: { mark: '✓', word: m.verify_state_passed, tone: 'good' },
  failed: { mark: '✗', word: m.verify_state_failed, tone: 'bad' },
  absent: { mark: '–', word: m.verify_state_absent, tone: 'quiet' },
  untrusted: { mark: '?', word: m.verify_state_untrusted, tone: 'warn' },
};

function Mark({ state }: { state: CheckState }) {
  const { mark, word, tone } = MARKS[state];
  return (
    <Badge tone={tone}>
      <span aria-hidden="true">{mark} </span>
      {word()}
    </Badge>
  );
}

function keyOf({ id, subject, code, params }: Check): string {
  return JSON.stringify([id, subject, code, params]);
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
        <Card title={m.verify_captured_when()}>
          {verdict.windows.map((window) => (
            <Window key={window.captureId} window={window} />
          ))}
        </Card>
      )}
      <Card title={m.verify_every_check()}>
        {groupChecks(verdict.checks).map(({ heading, checks }) => (
          <div key={heading} className="check-group">
            <h3 className="unbroken">{plainText(heading)}</h3>
            <ul className="plain checks">
              {checks.map((check) => (
                <li key={keyOf(check)}>
                  <Mark state={check.state} />
                  <span>{packageFindingSentence(check)}</span>
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
    serverKeys === undefined ? m.verify_basis_no_keys() : m.verify_basis_keys({ count: serverKeys.length });
  const roots = rootsPem === undefined ? m.verify_basis_no_roots() : m.verify_basis_roots();
  return m.verify_basis({ keys, roots });
}

const PARTIES: Readonly<Record<Party, readonly [who: () => string, what: () => string]>> = {
  device: [m.verify_who_device, m.verify_what_device],
  program: [m.verify_who_program, m.verify_what_program],
  authority: [m.verify_who_authority, m.verify_what_authority],
  packer: [m.verify_who_packer, m.verify_what_packer],
};

function Vouchers({ verdict }: Pick<Extract<Verification, { state: 'done' }>, 'verdict'>) {
  const vouchers = vouchersOf(verdict);
  if (vouchers.length === 0) return null;
  return (
    <Card title={m.verify_vouchers()}>
      <ul className="plain checks">
        {vouchers.map(({ party, state, partly }) => {
          const [who, what] = PARTIES[party];
          return (
            <li key={party}>
              <Mark state={state} />
              <span>
                {m.verify_voucher({ who: who(), what: what() })} {partly && m.verify_voucher_partly()}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function boundText(at: string | null, end: 'not-before' | 'not-after'): string {
  if (at === null) return m.verify_nobody();
  return m.verify_local_and_utc({ local: boundInLocalTime(at, end), utc: boundInUtc(at, end) });
}

function claimedText(at: string): string {
  return m.verify_local_and_utc({ local: formatLocalTime(at), utc: formatUtc(at) });
}

function Window({ window: { captureId, claimed, notAfter, notBefore } }: { window: TimeWindow }) {
  return (
    <div className="check-group">
      <h3 className="unbroken">{m.verify_capture({ id: captureId })}</h3>
      <p>
        <strong>
          {m.verify_between({
            from: boundText(notBefore, 'not-before'),
            to: boundText(notAfter, 'not-after'),
          })}
        </strong>
      </p>
      <p className="soft small">{m.verify_device_clock({ at: claimedText(claimed.end) })}</p>
    </div>
  );
}
