import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { PictureFigure } from '../../../components/draft/PictureFigure.tsx';
import { HoldPart } from '../../../components/hold/HoldPart.tsx';
import { PageCard, type PageCardProps } from '../../../components/page/PageCard.tsx';
import type { QueueItem } from '../../../components/queue/queue-item.ts';
import { ShortList } from '../../../components/queue/ShortList.tsx';
import { SignInCard } from '../../../components/shared/SignInCard.tsx';
import { StoragePart, type StoragePartProps } from '../../../components/workspace/StoragePart.tsx';
import { tableOf, tableRow } from '../support/report-table.tsx';

const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>';

const ITEM: QueueItem = {
  draftId: 'a',
  state: 'sent',
  stateName: 'Sent',
  title: 'Aurora jacket',
  marketplace: 'AliExpress',
  itemId: '1005006000000001',
  age: '5 minutes ago',
  number: 'MS-7K3P-Q9XT',
  note: 'In review',
  held: false,
  actions: ['open'],
};

const CARD: PageCardProps = {
  page: {
    state: 'known',
    summary: {
      tone: 'ready',
      heading: 'Listing recognised',
      listing: { marketplace: 'AliExpress', itemId: '1005006000000001' },
      detail: null,
      buttonAbsent: false,
      capture: 'yes',
    },
  },
  held: null,
  onList: vi.fn(),
  standing: { sentence: '', seller: null, listed: null, again: 'no' },
  running: false,
  progress: null,
  profile: 'quick',
  result: null,
  shortcut: undefined,
  onCapture: vi.fn(),
  onStop: vi.fn(),
  onOpen: vi.fn(),
};

describe('text from pages', () => {
  it('is shown as text, never as markup', () => {
    const hostile = { ...ITEM, title: HOSTILE, note: HOSTILE };
    const html = renderToStaticMarkup(
      <>
        {tableOf([tableRow(hostile)], HOSTILE)}
        <ShortList
          list={{ urgent: [hostile], urgentCount: 1, newest: [hostile] }}
          allUrl="workspace.html"
          urgentUrl="workspace.html"
          onOpen={vi.fn()}
        />
      </>,
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;');
  });
});

describe('a line of the queue', () => {
  it('shows state, age, note and the backend’s number', () => {
    const html = renderToStaticMarkup(tableOf([tableRow(ITEM)]));
    for (const text of ['Sent', '5 minutes ago', 'In review', 'MS-7K3P-Q9XT']) expect(html).toContain(text);
  });
});

describe('a legal hold', () => {
  it('shows on the line of what it holds, and on no other', () => {
    const held = renderToStaticMarkup(tableOf([tableRow({ ...ITEM, held: true })]));
    expect(held).toContain('On legal hold');
    expect(renderToStaticMarkup(tableOf([tableRow(ITEM)]))).not.toContain('legal hold');
  });

  it('says since when, by whom and why, and shows the reason as text', () => {
    const hold = { reason: HOSTILE, since: '3 May 2026, 10:00', by: 'Ada' };
    const asked = { result: null, onHold: vi.fn(), onRelease: vi.fn() };
    const html = renderToStaticMarkup(<HoldPart hold={hold} {...asked} />);
    for (const text of ['3 May 2026, 10:00', 'Ada', 'Release the hold']) expect(html).toContain(text);
    expect(html).not.toMatch(/<script|<img/);
    expect(renderToStaticMarkup(<HoldPart hold={null} {...asked} />)).toContain('Put on legal hold');
  });
});

describe('the storage overview', () => {
  const none = { files: 0, bytes: 0 };
  const evidence = { draft: none, unsent: none, sent: none, hold: none, deleted: none, none };
  const shown = (change: Partial<NonNullable<StoragePartProps['storage']>>) =>
    renderToStaticMarkup(
      <StoragePart
        storage={{
          evidence,
          due: none,
          next: null,
          usedBytes: 1,
          freeBytes: 2,
          persisted: false,
          ...change,
        }}
        result={null}
        onCleanUp={vi.fn()}
      />,
    );

  it('adds up what there is by what it is kept for, and offers the clean-up only where it frees something', () => {
    const html = shown({
      evidence: { ...evidence, hold: { files: 2, bytes: 30 }, sent: { files: 3, bytes: 12 } },
      due: { files: 3, bytes: 12 },
    });
    expect(html).toMatch(/Legal holds.*>2<.*>30 bytes</);
    expect(html).toMatch(/All.*>5<.*>42 bytes</);
    expect(html).not.toContain('Drafts and captures under way');
    expect(html).toContain('Clean up now');
    expect(shown({})).not.toContain('Clean up now');
  });

  it('says that nothing is there', () => {
    expect(shown({})).toContain('There is no evidence on this device.');
  });
});

describe('a page that keeps the capture button away', () => {
  it('is said to, with where else to capture from', () => {
    expect(renderToStaticMarkup(<PageCard {...CARD} />)).not.toContain('may cover');
    const { page } = CARD;
    if (page.state !== 'known') throw new Error('the card shows no page');
    const away = { ...page, summary: { ...page.summary, buttonAbsent: true } };
    expect(renderToStaticMarkup(<PageCard {...CARD} page={away} />)).toContain(
      'This page removes, changes or may cover the capture button. Capture from here or with the keyboard shortcut.',
    );
  });
});

describe('a capture of the whole page', () => {
  it('says how many pictures are kept, and can be stopped', () => {
    const html = renderToStaticMarkup(<PageCard {...CARD} running progress={{ done: 3, of: 12 }} />);
    expect(html).toContain('Picture 3 of 12');
    expect(html).toContain('Stop here');
    expect(html).toMatch(/<progress[^>]* value="3"[^>]* max="12"|<progress[^>]* max="12"[^>]* value="3"/);
  });

  it('is one key away from the quick one, and the other way round', () => {
    const quick = renderToStaticMarkup(<PageCard {...CARD} />);
    expect(quick).toMatch(/Capture the whole page<kbd[^>]*>F</);
    expect(renderToStaticMarkup(<PageCard {...CARD} profile="full" />)).toMatch(/Capture<kbd[^>]*>Q</);
  });
});

describe('the page card', () => {
  it('says “saved” only when the worker has said so', () => {
    expect(renderToStaticMarkup(<PageCard {...CARD} running />)).not.toMatch(/Saved/);
    const result = { tone: 'good' as const, sentence: 'Saved: screenshot, facts and page snapshot.' };
    expect(renderToStaticMarkup(<PageCard {...CARD} running result={result} />)).not.toMatch(/Saved:/);
    expect(renderToStaticMarkup(<PageCard {...CARD} result={result} />)).toContain(result.sentence);
  });

  it('offers the draft before another capture once there is one', () => {
    const held = {
      state: 'draft' as const,
      title: 'Jacket',
      age: 'just now',
      number: null,
      stateName: 'Draft',
    };
    const html = renderToStaticMarkup(<PageCard {...CARD} held={held} />);
    expect(html.indexOf('Open draft')).toBeGreaterThan(0);
    expect(html.indexOf('Open draft')).toBeLessThan(html.indexOf('Capture again'));
  });

  it('says why the page cannot be captured', () => {
    const page = { state: 'unknown' as const, sentence: 'The extension’s background did not answer.' };
    expect(renderToStaticMarkup(<PageCard {...CARD} page={page} />)).toContain(page.sentence);
  });
});

describe('a picture', () => {
  it('that was rendered is never called a screenshot', () => {
    const picture = { sha256: 'a', method: 'rendered' as const };
    const html = renderToStaticMarkup(<PictureFigure picture={picture} url="blob:x" itemId="1" />);
    expect(html).toContain('Rendered, not a screenshot');
    expect(html).not.toMatch(/alt="Screenshot/);
  });
});

describe('the sign-in', () => {
  it('shows nothing to somebody who is signed in', () => {
    const html = renderToStaticMarkup(
      <SignInCard
        session={{ state: 'signed-in' }}
        busy={false}
        problem={null}
        now={0}
        onBegin={vi.fn()}
        onOpenApproval={vi.fn()}
        onCancel={vi.fn()}
      />,
    );
    expect(html).toBe('');
  });
});
