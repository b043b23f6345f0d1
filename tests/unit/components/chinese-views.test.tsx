import { type CaptureSeal, type ListingFacts, REASON_CODES } from '@marketsafe/contract';
import { refusalSentence, setLanguage } from '@marketsafe/words';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DraftDesk, type DraftDeskProps } from '../../../components/draft/DraftDesk.tsx';
import { EvidenceViewer } from '../../../components/evidence/EvidenceViewer.tsx';
import { ReviewSheet } from '../../../components/review/ReviewSheet.tsx';
import type { DraftRow } from '../../../utils/database/draft-rows.ts';
import { lineOf } from '../../../utils/database/line-rows.ts';
import { type EvidenceSource, evidenceView } from '../../../utils/evidence-view/evidence-view.ts';
import { type DraftSource, draftView } from '../../../utils/panel/draft-view.ts';
import { type QueueContext, queueRow } from '../../../utils/queue/queue-rows.ts';
import { reviewCards } from '../../../utils/review/review-view.ts';
import { captureInto } from '../support/captured-listing.ts';
import { latinLeft } from '../support/latin-left.ts';
import { newDatabase } from '../support/new-database.ts';
import { tableOf, tableRow } from '../support/report-table.tsx';
import { draftRow, entryRow, NOW, rightRow } from '../support/rows.ts';

beforeEach(() => setLanguage('zh-CN'));
afterEach(() => setLanguage('en'));

const CONTEXT: QueueContext = { now: NOW, signedIn: true, pausedUntil: 0 };
const RIGHT = rightRow({ brand: '极光', mark: '极光', owner: '极光公司', status: 'unverified' });

const READ = { raw: '原文', source: 'url' };

/** Every fact that a listing can have. */
const FACTS: ListingFacts = {
  title: { value: '极光夹克', ...READ },
  price: { value: { min: 1, max: 2, currency: 'USD' }, ...READ },
  seller: { value: { name: '卖家', id: '1' }, ...READ },
  brand: { value: '极光', ...READ },
  soldCount: { value: 1_520, ...READ },
  variants: { value: { options: [], skus: [{ id: '1', values: [] }] }, ...READ },
  minimumOrder: { value: { quantity: 2, unit: '双' }, ...READ },
  rating: { value: { score: 4.8, best: 5, count: 12 }, ...READ },
  storeAge: { value: { years: 3, since: '2023-03' }, ...READ },
  images: { value: ['https://a.example/1.jpg'], ...READ },
};

function draft(change: Partial<DraftRow> = {}): DraftRow {
  const row = draftRow(change);
  return { ...row, target: { ...row.target, title: '极光夹克' } };
}

function left(make: () => ReactElement, data: readonly string[] = []): string[] {
  return latinLeft(renderToStaticMarkup(make()), ['url', ...data]);
}

type Translating = Parameters<typeof DraftDesk>[0]['translating'];

function desk(
  source: Partial<DraftSource>,
  save: DraftDeskProps['save'] = { state: 'saved' },
  translating: Translating = { find: () => undefined, mayAsk: () => true, onAsk: vi.fn() },
): ReactElement {
  const whole: DraftSource = { draft: draft(), captures: [], entry: undefined, rights: [RIGHT], ...source };
  const called = vi.fn();
  return (
    <DraftDesk
      draft={draftView(whole, CONTEXT)}
      save={save}
      result={null}
      urls={new Map()}
      settingsUrl="#"
      evidenceUrl={(captureId) => `#${captureId}`}
      procedurePart={null}
      packagePart={null}
      onRight={called}
      onReason={called}
      onExplain={called}
      onStatement={called}
      onDeclare={called}
      onField={called}
      onConsent={called}
      onAttach={async () => []}
      onDetach={called}
      onLeave={called}
      onCorrect={called}
      onPreview={async () => ({ listing: [], claim: [], pictures: [] })}
      onFinish={async () => null}
      onDelete={called}
      onReportAction={called}
      holding={{ result: null, onHold: async () => true, onRelease: async () => true }}
      inquiring={{
        onWrite: called,
        onAttach: async () => [],
        onDetach: called,
        onDrop: called,
        onSend: async () => true,
        onChange: called,
        onAgain: called,
      }}
      withdrawing={{ onWithdraw: called, onKeep: called }}
      translating={translating}
    />
  );
}

describe('a draft’s screen in Chinese', () => {
  test('with nothing filled in, and with every fact', () => {
    expect(left(() => desk({}))).toEqual([]);
    expect(left(() => desk({ draft: draft({ facts: FACTS }) }, { state: 'saving' }))).toEqual([]);
  });

  test('with translations that are asked for, refused, drafted by a machine and done', () => {
    const explained = { draft: draft({ facts: FACTS, explanation: { en: '', zh: '侵权说明' } }) };
    const asked = { state: 'asked', machineDraft: '译稿', result: null } as const;
    for (const found of [
      { ...asked, state: 'waiting', machineDraft: null },
      { ...asked, state: 'refused', machineDraft: null },
      asked,
      { ...asked, result: '译文' },
    ] as const) {
      const translating: Translating = { find: () => found, mayAsk: () => true, onAsk: vi.fn() };
      // The button that takes it over names the language it is in by its own name.
      expect(left(() => desk(explained, { state: 'saved' }, translating), ['English'])).toEqual([]);
    }
  });

  test('with rights that cannot be had, are gone, rejected or expired', () => {
    const chosen = (change: object) => {
      const right = { ...RIGHT, ...change };
      return () => desk({ draft: draft({ rightId: right.rightId }), rights: [right] });
    };
    expect([
      ...left(() => desk({ rights: undefined })),
      ...left(() => desk({ rights: [] })),
      ...left(() => desk({ draft: draft({ rightId: 'gone' }) })),
      ...left(chosen({ status: 'rejected', type: 'copyright' })),
      ...left(chosen({ expiresOn: '2020-01-01', type: 'design' })),
    ]).toEqual([]);
  });

  test('with a wall, a legal hold and too much text, and each reason', () => {
    const hold = { reason: '案件12', since: NOW, by: '张伟' };
    const long = '侵'.repeat(10_000);
    expect(
      left(() =>
        desk({ draft: draft({ wall: 'captcha', holds: [hold], explanation: { en: '', zh: long } }) }),
      ),
    ).toEqual([]);
    for (const reason of REASON_CODES)
      expect(left(() => desk({ draft: draft({ reason, rightId: RIGHT.rightId }) }))).toEqual([]);
  });
});

describe('a report in Chinese', () => {
  test('in every state, on its own screen and in the queue', () => {
    const row = draft({ state: 'finished', finishedAt: NOW - 5 * 60_000, reason: 'design' });
    const entries = [
      entryRow(row),
      entryRow(row, { nextAt: NOW + 240_000 }),
      entryRow(row, { sendingSince: NOW - 1_000 }),
      entryRow(row, { state: 'parked' }),
      entryRow(row, { state: 'acked' }),
    ];
    for (const entry of entries) {
      expect(left(() => desk({ draft: row, entry }))).toEqual([]);
      for (const signedIn of [true, false]) {
        const line = () => queueRow(lineOf(row, entry), { ...CONTEXT, signedIn });
        expect(left(() => tableOf([tableRow(line())]))).toEqual([]);
      }
    }
    for (const serverState of ['received', 'held', 'removed'] as const) {
      const item = () => queueRow(lineOf({ ...row, serverState }, undefined), CONTEXT);
      expect(left(() => tableOf([tableRow(item())]))).toEqual([]);
    }
  });
});

async function sourceOf(change: Partial<EvidenceSource> = {}): Promise<EvidenceSource> {
  const db = newDatabase();
  await captureInto(db);
  const [capture] = await db.captures.toArray();
  const [row] = await db.drafts.toArray();
  if (!capture || !row) throw new Error('nothing was captured');
  return { capture, draft: row, mask: undefined, seal: undefined, held: new Set(), ...change };
}

function viewer(source: EvidenceSource): ReactElement {
  return (
    <EvidenceViewer
      evidence={evidenceView(source)}
      result={null}
      canUndo={false}
      canRedo={false}
      onBoxes={vi.fn()}
      onRelease={vi.fn()}
      onUndo={vi.fn()}
      onRedo={vi.fn()}
      loadPicture={async () => new Blob()}
      draftUrl={(draftId) => `#${draftId}`}
    />
  );
}

describe('the evidence viewer in Chinese', () => {
  test('with boxes, regions and whatever the program has added', async () => {
    const source = await sourceOf();
    const { capture } = source;
    const box = { x: 1, y: 2, width: 3, height: 4 };
    const mask = { captureId: capture.captureId, boxes: [box], updatedAt: 0 };
    const seal = (timeStamp: CaptureSeal['timeStamp']) => ({
      captureId: capture.captureId,
      fetchedAt: 0,
      seal: { receipt: { text: '{' }, timeStamp } as CaptureSeal,
    });
    const { manifest } = capture;
    const own = [
      'Aurora jacket',
      ...manifest.files.map(({ path }) => path),
      ...manifest.files.map(({ sha256 }) => sha256),
      ...[capture.manifestSha256, capture.signature, manifest.device.deviceId, manifest.request.url],
      ...['capture.json', 'marketsafe-reporter', 'aliexpress', 'unknown', 'test', 'dom:h1'],
    ];
    const seen = { ...capture, viewer: { areas: [box], texts: [] } };
    const stamped = {
      state: 'stamped',
      token: '',
      chain: '',
      at: '2026-03-01T10:05:00Z',
      authority: '机构',
    } as const;
    expect([
      ...left(() => viewer({ ...source, capture: seen, mask }), own),
      ...left(() => viewer({ ...source, draft: { ...source.draft, state: 'finished' } }), own),
      ...left(() => viewer({ ...source, seal: seal({ state: 'pending' }) }), own),
      ...left(() => viewer({ ...source, seal: seal({ state: 'not-configured' }) }), own),
      ...left(() => viewer({ ...source, seal: seal(stamped) }), own),
    ]).toEqual([]);
  });
});

test('a refusal is said in Chinese, with what it is about', () => {
  const gone = [
    { number: null, itemId: '1' },
    { number: '7', itemId: '2' },
  ];
  expect(refusalSentence({ code: 'files-gone', of: gone })).toMatch(/^商品1和7的文件/);
  expect(refusalSentence({ code: 'files-gone', of: gone }, 'en')).toMatch(/^Files of listing 1 and 7 are/);
  expect(refusalSentence({ code: 'too-many-boxes', most: 200 })).toContain('200');
});

test('the contact sheet in Chinese, with everything that can be unusual', () => {
  const source = {
    drafts: [
      draft({ wall: 'captcha' }),
      draft({ draftId: 'b', exclusion: { at: 1, by: null } }),
      { ...draft({ draftId: 'c' }), target: { ...draft().target, title: undefined } } as unknown as DraftRow,
    ],
    more: 3,
    sweep: '春季排查',
    limitations: new Map(),
    standings: new Map([[draft().listingKey, { is: 'draft-elsewhere' as const, at: NOW, by: '李伟' }]]),
    rights: [RIGHT],
  };
  const called = vi.fn();
  expect(
    left(
      () => (
        <ReviewSheet
          cards={reviewCards(source, NOW)}
          more={source.more}
          sweep={source.sweep}
          progress={{ done: 1, of: 3 }}
          undoable={refusalSentence({ code: 'left-already' })}
          result={null}
          loadPicture={async () => new Blob()}
          editUrl={(draftId) => `#${draftId}`}
          onExclude={called}
          onFinish={called}
          onUndo={called}
        />
      ),
      ['j k', 'space'],
    ),
  ).toEqual([]);
});
