import type { Check, CheckId, CheckState, PackageVerdict } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import { vouchersOf } from '../../../../console/src/screens/verify/vouchers.ts';

function verdict(
  states: readonly (readonly [CheckId, CheckState])[],
  kind: PackageVerdict['kind'] = 'evidence',
): PackageVerdict {
  const checks: Check[] = states.map(([id, state]) => ({
    id,
    state,
    subject: 'x',
    code: 'claim-none',
    params: {},
  }));
  return { ok: true, kind, checks, windows: [] };
}

const statesOf = (of: PackageVerdict) => vouchersOf(of).map(({ party, state }) => `${party}: ${state}`);

describe('who vouches for what', () => {
  it('is as much as the least of what each says holds', () => {
    const checks = verdict([
      ['device-signature', 'passed'],
      ['enrolment', 'passed'],
      ['receipt', 'untrusted'],
      ['challenge', 'absent'],
      ['time-stamp', 'passed'],
      ['time-stamp', 'failed'],
      ['package-signature', 'passed'],
    ]);
    expect(statesOf(checks)).toEqual([
      'device: passed',
      'program: untrusted',
      'authority: failed',
      'packer: passed',
    ]);
  });

  it('says where one speaks of some things only', () => {
    const [, program] = vouchersOf(
      verdict([
        ['enrolment', 'passed'],
        ['receipt', 'passed'],
        ['receipt', 'absent'],
      ]),
    );
    expect(program).toMatchObject({ state: 'passed', partly: true });
    expect(vouchersOf(verdict([['receipt', 'passed']]))[1]).toMatchObject({ partly: false });
    expect(vouchersOf(verdict([['receipt', 'absent']]))[1]).toMatchObject({ partly: false });
  });

  it('is nobody where there is nothing of theirs', () => {
    expect(statesOf(verdict([['device-signature', 'passed']]))).toEqual([
      'device: passed',
      'program: absent',
      'authority: absent',
      'packer: absent',
    ]);
  });

  it('names no device for what goes to the marketplace, and nobody for what is no package', () => {
    expect(statesOf(verdict([['package-signature', 'passed']], 'disclosure'))).toEqual([
      'authority: absent',
      'packer: passed',
    ]);
    expect(statesOf(verdict([['archive', 'failed']], null))).toEqual([]);
  });
});
