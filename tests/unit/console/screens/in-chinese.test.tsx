import {
  type ClaimDetail,
  type ClaimFilters,
  type Me,
  type SearchResult,
  type Thread,
  type ThreadStanding,
  TOKEN_SCOPES,
} from '@marketsafe/contract';
import { Announcer } from '@marketsafe/looks';
import { setLanguage } from '@marketsafe/words';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeRefused } from '../../../../console/src/api/auth.ts';
import { ApiFailure } from '../../../../console/src/api/failure.ts';
import {
  claimQuery,
  damagedFilesQuery,
  marketplacesQuery,
  meQuery,
} from '../../../../console/src/api/queries.ts';
import { searchQuery, viewsQuery } from '../../../../console/src/api/search-queries.ts';
import { translationQueueQuery, translationsQuery } from '../../../../console/src/api/translation-queries.ts';
import { causesQuery, threadQuery, threadsQuery } from '../../../../console/src/api/trouble-queries.ts';
import { AccountHeader } from '../../../../console/src/app/account-header.tsx';
import { BrokenScreen } from '../../../../console/src/app/broken-screen.tsx';
import { MainNavigation } from '../../../../console/src/app/main-navigation.tsx';
import { ThreadCard } from '../../../../console/src/components/thread/thread-card.tsx';
import { ExportPanel } from '../../../../console/src/packages/export-panel.tsx';
import { ClaimScreen } from '../../../../console/src/screens/claim/claim-screen.tsx';
import { ClaimsScreen } from '../../../../console/src/screens/claims/claims-screen.tsx';
import { CodeFailure } from '../../../../console/src/screens/device/code-failure.tsx';
import { DeviceScreen } from '../../../../console/src/screens/device/device-screen.tsx';
import { RequestReview } from '../../../../console/src/screens/device/request-review.tsx';
import { MarketplacesScreen } from '../../../../console/src/screens/marketplaces/marketplaces-screen.tsx';
import { readingRows } from '../../../../console/src/screens/marketplaces/reading-rows.ts';
import { SwitchOffDialog } from '../../../../console/src/screens/marketplaces/switch-off-dialog.tsx';
import { NotFoundScreen } from '../../../../console/src/screens/not-found/not-found-screen.tsx';
import { SignInScreen } from '../../../../console/src/screens/sign-in/sign-in-screen.tsx';
import { TranslationsScreen } from '../../../../console/src/screens/translations/translations-screen.tsx';
import { TroubleScreen } from '../../../../console/src/screens/trouble/trouble-screen.tsx';
import { VerdictView } from '../../../../console/src/screens/verify/verdict-view.tsx';
import { VerifyScreen } from '../../../../console/src/screens/verify/verify-screen.tsx';

const ID = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d01';
const AT = '2026-11-23T09:00:00.000Z';
const HASH = 'a'.repeat(64);

const ME: Me = {
  user: { userId: ID, name: 'Ines', email: 'ines@demo.example' },
  organisation: { organisationId: ID, name: 'Aurora' },
  roles: ['analyst'],
  language: null,
};

const CLAIM: ClaimDetail = {
  claimId: ID,
  number: 'MS-7K3P-Q9XD',
  state: 'duplicate',
  receivedAt: AT,
  target: {
    kind: 'listing',
    marketplace: 'aliexpress',
    itemId: '1005001',
    canonicalUrl: 'https://www.aliexpress.com/item/1005001.html',
    price: { min: 12.5, max: 15, currency: 'USD' },
    seller: { name: '卖家', id: '77' },
    capturedAt: AT,
  },
  reason: 'unfair-trademark-use',
  right: { rightId: ID, brand: 'Aurora', mark: 'AURORA', type: 'trademark', place: 'CN', number: '30112233' },
  submittedBy: { userId: ID, name: 'Ines' },
  explanation: { en: '', zh: '' },
  declarations: {},
  particulars: {},
  evidence: [
    {
      captureId: ID,
      manifestSha256: HASH,
      capturedAt: AT,
      signature: null,
      files: [
        {
          path: 'viewport.png',
          sha256: HASH,
          bytes: 1_234_567,
          type: 'image/png',
          role: 'evidentiary',
          method: 'pixels',
        },
      ],
      masked: [],
      facts: {},
      sourceUrl: 'https://www.aliexpress.com/item/1005001.html',
      wall: 'captcha',
      findings: ['previous-missing', 'challenge-absent'],
    },
  ],
  questions: [],
  links: [],
  events: [
    {
      eventId: ID,
      sequence: 1,
      at: AT,
      actor: { userId: null, name: null, role: 'server' },
      from: 'received',
      to: 'duplicate',
      reason: { code: 'same-as-open-claim', params: { number: 'MS-0000-0000' } },
    },
    {
      eventId: ID.replace('5c', '6c'),
      sequence: 2,
      at: AT,
      actor: { userId: ID, name: 'Ines', role: 'investigator' },
      from: null,
      to: 'received',
      reason: null,
    },
  ],
  bodySha256: HASH,
};

const {
  evidence: _e,
  events: _v,
  explanation: _x,
  bodySha256: _b,
  declarations: _d,
  particulars: _p,
  ...SUMMARY
} = CLAIM;

const FOUND_RIGHT: SearchResult['rights'][number] = {
  ...{ rightId: ID, brand: '极光', mark: '极光', place: 'CN', number: '30112233' },
  ...({ type: 'trademark', status: 'verified' } as const),
};
const BESIDE: Pick<SearchResult, 'rights' | 'sellers' | 'named'> = {
  rights: [FOUND_RIGHT],
  sellers: [{ sellerId: ID, marketplace: 'taobao', id: null, name: '店', claims: 3 }],
  named: { right: FOUND_RIGHT, seller: null, organisation: null },
};
const STANDING: ThreadStanding = {
  ...{ kind: 'claim', subjectId: ID, subject: 'MS-7K3P-Q9XD', subjectState: 'in_review', level: 'analyst' },
  ...{ openedAt: AT, lastAt: AT, dueAt: AT, closedAt: null, cause: null },
};
const CLOSED: ThreadStanding = { ...STANDING, kind: 'right', dueAt: null, closedAt: AT, cause: 'other' };
const ENTRY: Thread['entries'][number] = {
  ...{ entryId: ID, kind: 'note', at: AT, author: { name: '安', role: 'analyst' }, text: '文' },
  ...{ subjectState: 'in_review', level: null, cause: null },
};
const THREAD: Thread = {
  standing: STANDING,
  entries: [
    ENTRY,
    { ...ENTRY, kind: 'escalated', level: 'lead' },
    { ...ENTRY, kind: 'closed', cause: 'other' },
  ],
};
const FILTERS: ClaimFilters = {
  ...{
    q: '鞋',
    state: ['in_review'],
    marketplace: ['taobao'],
    reason: ['image-theft'],
    right: ID,
    seller: ID,
  },
  ...{ organisation: ID, since: '2026-11-01', until: '2026-11-02' },
};

/** Draws a part of the console as a signed-in member of staff sees it. */
async function drawn(
  part: ReactNode,
  { claims = [SUMMARY], me = ME }: { claims?: readonly (typeof SUMMARY)[]; me?: Me | null } = {},
): Promise<string> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  if (me) client.setQueryData(meQuery.queryKey, me);
  for (const filters of [{}, FILTERS]) {
    const { rights, sellers, named } = BESIDE;
    client.setQueryData(searchQuery(filters).queryKey, {
      pages: [
        {
          ...{ rights, sellers, named, asOf: AT, lookedAt: '2026-11-01T00:00:00.000Z', next: 'more' },
          claims: claims.map((claim) => ({ ...claim, changedAt: AT })),
        },
      ],
      pageParams: [null],
    });
  }
  client.setQueryData(threadQuery('claim', ID).queryKey, THREAD);
  const asked = { translationId: ID, text: '文', target: 'zh-CN', askedAt: AT, machineDraft: '译' } as const;
  client.setQueryData(translationsQuery.queryKey, {
    translations: [
      { ...asked, result: null, doneAt: null },
      { ...asked, result: '好', doneAt: AT },
    ],
  });
  client.setQueryData(translationQueueQuery.queryKey, {
    waiting: [{ ...asked, memory: [{ text: '文', result: '译', similarity: 0.7 }], terms: [] }],
  });
  client.setQueryData(threadsQuery.queryKey, { threads: [THREAD.standing ?? [], CLOSED].flat() });
  client.setQueryData(causesQuery.queryKey, {
    months: [{ month: '2026-11', causes: [{ cause: 'marketplace-slow', count: 2 }] }],
  });
  client.setQueryData(viewsQuery.queryKey, { views: [{ viewId: ID, name: '视图', filters: {} }] });
  client.setQueryData(claimQuery(ID).queryKey, CLAIM);
  client.setQueryData(damagedFilesQuery.queryKey, {
    files: [
      { sha256: HASH, bytes: 900, type: 'image/png', damage: 'damaged', since: AT },
      { sha256: 'b'.repeat(64), bytes: 901, type: 'text/html', damage: 'missing', since: AT },
    ],
    total: 3,
  });
  client.setQueryData(marketplacesQuery.queryKey, {
    settings: [
      { marketplace: 'daraz', upToVersion: 99, reason: '价格有误', since: AT, by: null },
      { marketplace: 'lazada', upToVersion: 1, reason: '价格有误', since: AT, by: 'Ana' },
    ],
  });
  const root = createRootRoute({ component: () => <Announcer>{part}</Announcer> });
  const child = createRoute({ getParentRoute: () => root, path: '/$' });
  const router = createRouter({ routeTree: root.addChildren([child]), history: createMemoryHistory() });
  await router.load();
  const html = renderToString(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  client.clear();
  return html;
}

/** What is read of a page: its text, and what is read out or shown of attributes. Code is the same in every language. */
function read(html: string): string {
  const attributes = [...html.matchAll(/\s(?:alt|aria-label|placeholder|title)="([^"]*)"/g)].map(
    ([, text]) => text,
  );
  const text = html.replace(/<code[^>]*>.*?<\/code>/gs, ' ').replace(/<[^>]+>/g, ' ¦ ');
  return [text, ...attributes].join(' ¦ ');
}

/** The names in the example, and of the product. */
const NAMES = /MarketSafe Reporter|MarketSafe|VERIFY\.txt/g;

const noOp = () => undefined;
const EXPORT = { claimIds: [ID], noDisclosure: null };
const [ROW] = readingRows([]);

beforeAll(() => setLanguage('zh-CN'));
afterAll(() => setLanguage('en'));

describe('in Chinese, no sentence in Latin letters is left over', () => {
  it.each<[string, () => Promise<string>]>([
    ['the header', () => drawn(<AccountHeader me={ME} />)],
    ['the navigation', () => drawn(<MainNavigation me={ME} />)],
    ['the claims', () => drawn(<ClaimsScreen filters={{}} onFilters={noOp} />)],
    ['claims that were searched for', () => drawn(<ClaimsScreen filters={FILTERS} onFilters={noOp} />)],
    [
      'nothing that was found',
      () => drawn(<ClaimsScreen filters={FILTERS} onFilters={noOp} />, { claims: [] }),
    ],
    [
      'the claims, before the first one',
      () => drawn(<ClaimsScreen filters={{}} onFilters={noOp} />, { claims: [] }),
    ],
    [
      'the claims, before a participant’s first one',
      () =>
        drawn(<ClaimsScreen filters={{}} onFilters={noOp} />, {
          claims: [],
          me: { ...ME, roles: ['investigator'] },
        }),
    ],
    ['a thread', () => drawn(<ThreadCard kind="claim" subjectId={ID} />)],
    ['language help', () => drawn(<TranslationsScreen />)],
    ['threads and causes', () => drawn(<TroubleScreen />)],
    ['a claim', () => drawn(<ClaimScreen claimId={ID} />)],
    ['a claim that is not there', () => drawn(<ClaimScreen claimId="x" />)],
    ['the marketplaces', () => drawn(<MarketplacesScreen />)],
    [
      'switching a marketplace off',
      () =>
        drawn(
          ROW && (
            <SwitchOffDialog
              row={ROW}
              busy={false}
              error={new ApiFailure('unreachable')}
              onConfirm={noOp}
              onClose={noOp}
            />
          ),
        ),
    ],
    ['the code of a device', () => drawn(<DeviceScreen givenCode="ABCD2345" />)],
    [
      'what a device asks',
      () =>
        drawn(
          <RequestReview
            focusTarget={noOp}
            code="ABCD2345"
            request={{ status: 'pending', clientId: 'x', scopes: TOKEN_SCOPES, device: null }}
            onAnswered={noOp}
            onOtherCode={noOp}
          />,
        ),
    ],
    ['a refused code', () => drawn(<CodeFailure error={new CodeRefused('used')} />)],
    [
      'the sign-in',
      () => drawn(<SignInScreen returnTo={undefined} ended problem="provider-stranger" />, { me: null }),
    ],
    ['verifying a package', () => drawn(<VerifyScreen />)],
    [
      'a verdict',
      () =>
        drawn(
          <VerdictView
            state="done"
            name="a.zip"
            options={{ serverKeys: ['k'], rootsPem: undefined, unbroken: false }}
            verdict={{
              ok: false,
              kind: 'evidence',
              checks: [
                { id: 'receipt', subject: ID, state: 'failed', code: 'receipt-of-other', params: {} },
                {
                  id: 'archive',
                  subject: 'package',
                  state: 'passed',
                  code: 'archive-readable',
                  params: { count: 9 },
                },
              ],
              windows: [{ captureId: ID, notBefore: null, notAfter: AT, claimed: { start: AT, end: AT } }],
            }}
          />,
        ),
    ],
    ['exporting', () => drawn(<ExportPanel {...EXPORT} />)],
    ['an address that is not there', () => drawn(<NotFoundScreen />)],
    ['a mistake of the page', () => drawn(<BrokenScreen error={new Error('secret words in it')} />)],
  ])('%s', async (_, draw) => {
    const html = await draw();
    const text = read(html).replace(NAMES, '');
    expect(text).toMatch(/\p{Script=Han}{2}/u);
    expect(text.match(/[A-Za-z]{2,}(?:[ ,:;’'-]+[A-Za-z]{2,}){2,}/g) ?? []).toEqual([]);
  });
});
