import { displayUserCode } from '@marketsafe/contract';
import { m, signInSentence } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import type { SessionRow, SignedOutReason } from '../database/device-rows.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { ASK_TIMEOUT_MS, ask, askFor } from '../messages/ask.ts';

/** Sign-in as pages show it: never the token. */
type SessionView =
  | { state: 'loading' }
  | { state: 'signed-out'; reason: 'never' | SignedOutReason }
  | { state: 'pending'; userCode: string; expiresAt: number }
  | { state: 'signed-in'; name: string; organisation: string };

export interface SessionControl {
  view: SessionView;
  busy: boolean;
  /** Why the last attempt to sign in or out failed. */
  problem: string | null;
  onBegin: () => void;
  onOpenApproval: () => void;
  /** Signs out, or gives up a sign-in under way. */
  onEnd: () => void;
}

/** Makes a sentence in the language of the moment. */
type Say = () => string;

/** Longest pause between two looks at a sign-in under way, in seconds, whatever the server asks for. */
const LONGEST_POLL_SECONDS = 30;

function viewOf(row: SessionRow | undefined): SessionView {
  if (!row) return { state: 'signed-out', reason: 'never' };
  switch (row.state) {
    case 'signed-out':
      return { state: 'signed-out', reason: row.reason ?? 'never' };
    case 'pending':
      return { state: 'pending', userCode: displayUserCode(row.userCode), expiresAt: row.expiresAt };
    case 'signed-in':
      return { state: 'signed-in', name: row.me.user.name, organisation: row.me.organisation.name };
  }
}

/** Sign-in state, live, and the ways to change it. While a sign-in is pending the worker is asked to look for its end. */
export function useSession(): SessionControl {
  const known = useLiveQuery(async () => ({ row: await pageDatabase.session.get('session') }), []);
  const row = known?.row;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Say | null>(null);

  const interval =
    row?.state === 'pending' ? Math.min(Math.max(row.intervalSeconds, 1), LONGEST_POLL_SECONDS) : null;
  useEffect(() => {
    if (interval === null) return;
    const timer = setInterval(() => {
      void ask<'session.poll'>({ type: 'session.poll' }, ASK_TIMEOUT_MS.network);
    }, interval * 1_000);
    return () => clearInterval(timer);
  }, [interval]);

  const attempt = (work: () => Promise<Say | null>) => {
    setBusy(true);
    setProblem(null);
    void work().then((failed) => {
      setProblem(() => failed);
      setBusy(false);
    });
  };

  return {
    view: known ? viewOf(row) : { state: 'loading' },
    busy,
    problem: problem?.() ?? null,
    onBegin: () =>
      attempt(async () => {
        const answer = await askFor<'session.begin'>({ type: 'session.begin' }, ASK_TIMEOUT_MS.network);
        if (!answer.ok) return m.shared_no_answer;
        const { reply } = answer;
        return reply.ok ? null : () => signInSentence(reply.problem);
      }),
    onOpenApproval: () => {
      // The address comes from the backend: anything but a web page is not opened.
      if (row?.state !== 'pending' || !/^https?:\/\//.test(row.verificationUrl)) return;
      void browser.tabs.create({ url: row.verificationUrl });
    },
    onEnd: () =>
      attempt(async () => {
        const answer = await ask<'session.end'>({ type: 'session.end' }, ASK_TIMEOUT_MS.network);
        return answer.ok ? null : m.shared_no_answer;
      }),
  };
}
