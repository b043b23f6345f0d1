import type { OutboxRow } from '../../../../../utils/database/outbox-rows.ts';
import { linesOf } from './lines-of.ts';
import type { Example, PresentRows } from './types.ts';
import { version2 } from './version-2.ts';

const AT = 1_765_000_000_000;
const ME = {
  user: { userId: '00000000-0000-4000-8000-00000000000b', name: 'Ana', email: 'ana@example.com' },
  organisation: { organisationId: '00000000-0000-4000-8000-00000000000a', name: 'Aurora' },
} as const;

const entry: OutboxRow = {
  opId: '0193c000-0000-7000-8000-000000000001',
  kind: 'claim',
  entityId: '0193c000-0000-7000-8000-000000000002',
  body: '{}',
  bodySha256: 'f'.repeat(64),
  needs: [],
  state: 'parked',
  attempts: 1,
  nextAt: AT,
  createdAt: AT,
  lastProblem: {
    code: 'refused',
    document: {
      type: 'https://marketsafe.example/problems/not-ready',
      ...{ code: 'claim-incomplete', params: {} },
      errors: [{ path: '/rightId', code: 'wrong-type', params: {} }],
    },
    status: 422,
    at: AT + 10,
  },
};

const rows: Pick<PresentRows, 'outbox' | 'session'> = {
  outbox: [entry],
  session: [
    {
      key: 'session',
      state: 'signed-in',
      serverUrl: 'http://127.0.0.1:4310',
      token: 'token',
      me: {
        ...ME,
        roles: ['investigator'],
        language: { choice: 'zh-CN', chosenAt: '2025-12-06T05:46:40.000Z' },
      },
      since: AT,
    },
  ],
};

const all = { ...version2.rows, ...version2.later[0], ...rows };

/** Why a report waits is a code; whoever is signed in has a language. */
export const version3: Example = {
  stores: version2.stores,
  rows: all,
  later: [{ sweeps: [], sweepItems: [], marks: [], known: [], lines: linesOf(all), thumbs: [], views: [] }],
};
