import { PROBLEM_BASE } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import type { DraftRow } from '../../../../utils/database/draft-rows.ts';
import { lineOf } from '../../../../utils/database/line-rows.ts';
import type { OutboxRow } from '../../../../utils/database/outbox-rows.ts';
import { type QueueContext, queueRow } from '../../../../utils/queue/queue-rows.ts';
import { draftRow, entryRow, MINUTE, NOW } from '../../support/rows.ts';

const CONTEXT: QueueContext = { now: NOW, signedIn: true, pausedUntil: 0 };

function finished(change: Partial<OutboxRow> = {}, draft: Partial<DraftRow> = {}) {
  const row = draftRow({ state: 'finished', finishedAt: NOW - 5 * MINUTE, ...draft });
  return { row, entry: entryRow(row, change) };
}

function rowOf(change: Partial<OutboxRow>, context: Partial<QueueContext> = {}) {
  const { row, entry } = finished(change);
  return queueRow(lineOf(row, entry), { ...CONTEXT, ...context });
}

describe('a line of the queue', () => {
  it('is a draft until it is finished', () => {
    expect(queueRow(lineOf(draftRow(), undefined), CONTEXT)).toMatchObject({
      state: 'draft',
      opId: null,
      age: '5 minutes ago',
      actions: ['open', 'delete'],
    });
  });

  it('says that it is on legal hold until the hold is released, and still offers to delete it: the refusal says why', () => {
    const hold = { reason: 'case 12', since: NOW, by: null };
    const held = queueRow(lineOf(draftRow({ holds: [hold] }), undefined), CONTEXT);
    expect(held).toMatchObject({ held: true, actions: ['open', 'delete'] });
    const released = { ...hold, released: { at: NOW, by: null } };
    expect(queueRow(lineOf(draftRow({ holds: [released] }), undefined), CONTEXT).held).toBe(false);
    expect(queueRow(lineOf(draftRow({ holds: [released, hold] }), undefined), CONTEXT).held).toBe(true);
  });

  it('is a duplicate that names the other claim, and not sent, where the organisation has one', () => {
    const duplicate = { serverState: 'duplicate' as const, sameAs: 'MS-0000-0009' };
    const { row, entry } = finished({ state: 'acked' }, duplicate);
    expect(queueRow(lineOf(row, entry), CONTEXT)).toMatchObject({
      state: 'duplicate',
      stateName: 'Duplicate',
      note: expect.stringContaining('MS-0000-0009'),
    });
  });

  it('says that a wall draft shows no listing', () => {
    expect(queueRow(lineOf(draftRow({ wall: 'captcha' }), undefined), CONTEXT).note).toMatch(/wall/);
  });

  it('is queued, and sending only while a sender may still live', () => {
    expect(rowOf({}).state).toBe('queued');
    expect(rowOf({ sendingSince: NOW - 1_000 }).state).toBe('sending');
    expect(rowOf({ sendingSince: NOW - 10 * MINUTE }).state).toBe('queued');
  });

  it('waits with the reason and the next try', () => {
    const lastProblem = { code: 'unreachable', at: NOW } as const;
    expect(rowOf({ nextAt: NOW + 4 * MINUTE, lastProblem })).toMatchObject({
      state: 'waiting',
      note: 'The program’s server could not be reached. The report is kept here. Next try in 4 minutes.',
      actions: ['open', 'retry'],
    });
  });

  it('waits while the backend as a whole is left alone', () => {
    expect(rowOf({}, { pausedUntil: NOW + 2 * MINUTE })).toMatchObject({
      state: 'waiting',
      note: 'Next try in 2 minutes.',
    });
  });

  it('waits for the sign-in when nobody is signed in', () => {
    expect(rowOf({}, { signedIn: false }).note).toMatch(/sign in/);
  });

  it('can be exported once it has waited for a day', () => {
    expect(rowOf({ createdAt: NOW - 23 * 60 * MINUTE }).actions).not.toContain('export');
    expect(rowOf({ createdAt: NOW - 25 * 60 * MINUTE }).actions).toContain('export');
  });

  it('is parked with the program’s reason and every way out', () => {
    const lastProblem = {
      code: 'refused',
      document: { type: `${PROBLEM_BASE}not-ready` },
      status: 422,
      at: NOW,
    } as const;
    expect(rowOf({ state: 'parked', lastProblem })).toMatchObject({
      state: 'parked',
      note: 'The program says that something is still missing. Edit the report and finish it again.',
      actions: ['edit', 'retry', 'export', 'delete'],
    });
  });

  it('is sent with the number and the latest state heard, also when its entry has been cleaned up', () => {
    const { row } = finished();
    const receipt = {
      claimId: row.draftId,
      number: 'MS-7K3P-Q9XT',
      state: 'in_review' as const,
      receivedAt: '2026-09-21T12:00:00.000Z',
      bodySha256: '0'.repeat(64),
    };
    expect(queueRow(lineOf({ ...row, receipt }, undefined), CONTEXT)).toMatchObject({
      state: 'sent',
      number: 'MS-7K3P-Q9XT',
      note: 'In review',
      actions: ['open'],
    });
    expect(queueRow(lineOf({ ...row, receipt, serverState: 'removed' }, undefined), CONTEXT).state).toBe(
      'removed',
    );
  });
});
