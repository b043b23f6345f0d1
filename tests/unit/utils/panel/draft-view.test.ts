import { type EvidenceItem, WALLS } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import type { CaptureRow } from '../../../../utils/database/capture-rows.ts';
import { captureViews } from '../../../../utils/evidence-view/capture-views.ts';
import { draftView } from '../../../../utils/panel/draft-view.ts';
import { draftRow, NOW, rightRow } from '../../support/rows.ts';

const CONTEXT = { now: NOW, signedIn: true, pausedUntil: 0 };

function evidence(captureId: string, ...methods: ('pixels' | 'rendered' | 'snapshot')[]): EvidenceItem {
  return {
    captureId,
    manifestSha256: '0'.repeat(64),
    signature: 'c2lnbmF0dXJl',
    masked: [],
    capturedAt: '2026-09-21T12:00:00.000Z',
    files: methods.map((method, index) => ({
      path: `file-${index}`,
      sha256: String(index).repeat(64),
      bytes: 1,
      type: method === 'snapshot' ? 'text/html' : 'image/png',
      role: 'evidentiary',
      method,
    })),
  };
}

describe('the captures of a draft', () => {
  it('tell a screenshot from a rendering, and come newest first', () => {
    const views = captureViews([evidence('a', 'pixels', 'snapshot'), evidence('b', 'rendered')], []);
    expect(
      views.map((view) => [view.captureId, view.pictures.map(({ method }) => method), view.snapshot]),
    ).toEqual([
      ['b', ['rendered'], false],
      ['a', ['pixels'], true],
    ]);
  });

  it('say in a sentence each what could not be had', () => {
    const row = {
      captureId: 'a',
      manifest: { limitations: ['no-pixel-grant', 'rendering-failed'], listing: {} },
    } as unknown as CaptureRow;
    const [view] = captureViews([evidence('a')], [row]);
    expect(view?.limitations).toHaveLength(2);
    for (const sentence of view?.limitations ?? []) expect(sentence).toMatch(/\.$/);
  });
});

describe('a wall', () => {
  it.each(WALLS)('is named in a sentence of its own, at the capture and for the draft: %s', (wall) => {
    const said = WALLS.map((name) => {
      const manifest = { limitations: ['wall'], listing: { wall: name } };
      const row = { captureId: 'a', manifest } as unknown as CaptureRow;
      return captureViews([evidence('a')], [row])[0]?.limitations[0];
    });
    expect(new Set(said).size).toBe(WALLS.length);
    const draft = draftRow({ wall });
    const view = draftView({ draft, captures: [], entry: undefined, rights: [] }, CONTEXT);
    expect(view.wall?.startsWith(said[WALLS.indexOf(wall)] ?? '-')).toBe(true);
    expect(view.wall).toMatch(wall === 'removed' ? /nothing to report/ : /capture it again/);
  });

  it('of a name that nobody knows is still called a wall', () => {
    const draft = draftRow({ wall: 'constructor' });
    const view = draftView({ draft, captures: [], entry: undefined, rights: [] }, CONTEXT);
    expect(view.wall).toMatch(/^The page showed a wall/);
  });
});

describe('a draft’s screen', () => {
  it('says that facts were not looked for, rather than not found, where reading was switched off', () => {
    const readingOff = (draft = draftRow(), limitations = ['reading-switched-off']) => {
      const captures = [{ captureId: 'a', manifest: { limitations, listing: {} } } as unknown as CaptureRow];
      return draftView({ draft, captures, entry: undefined, rights: [] }, CONTEXT).readingOff;
    };
    expect(readingOff()).toBe(true);
    expect(readingOff(draftRow(), ['facts-failed'])).toBe(false);
    const title = { value: 'Aurora jacket', raw: 'Aurora jacket', source: 'dom:h1' };
    expect(readingOff(draftRow({ facts: { title } }))).toBe(false);
  });

  it('leads from every unmet requirement to a field', () => {
    const view = draftView({ draft: draftRow(), captures: [], entry: undefined, rights: [] }, CONTEXT);
    expect(view.unmet.map((unmet) => unmet.fieldId)).toEqual([
      'draft-evidence',
      'draft-right',
      'draft-reason',
      'draft-explanation-en',
      'draft-declaration-goodFaith',
    ]);
  });

  it('leads to the first declaration that is not ticked', () => {
    const draft = draftRow({ declarations: { goodFaith: true, accurate: false, authorised: false } });
    const view = draftView({ draft, captures: [], entry: undefined, rights: [] }, CONTEXT);
    expect(view.unmet.at(-1)?.fieldId).toBe('draft-declaration-accurate');
  });

  it('offers only reasons that fit the right, the one that discloses least marked', () => {
    const right = rightRow({ type: 'copyright' });
    const draft = draftRow({ rightId: right.rightId });
    const { reasons } = draftView({ draft, captures: [], entry: undefined, rights: [right] }, CONTEXT);
    expect(reasons.options.map(({ code, least }) => [code, least])).toEqual([
      ['image-theft', true],
      ['artwork-or-text', false],
    ]);
  });

  it('keeps a reason visible that no longer fits', () => {
    const right = rightRow({ type: 'design' });
    const draft = draftRow({ rightId: right.rightId, reason: 'test-buy' });
    const { reasons } = draftView({ draft, captures: [], entry: undefined, rights: [right] }, CONTEXT);
    expect(reasons.options.map(({ code }) => code)).toEqual(['design', 'test-buy']);
  });

  it('says why there is no right to choose', () => {
    const lack = (rights: [] | undefined, signedIn: boolean) =>
      draftView({ draft: draftRow(), captures: [], entry: undefined, rights }, { ...CONTEXT, signedIn })
        .rights.lack;
    expect([lack(undefined, false), lack(undefined, true), lack([], true)]).toEqual([
      'signed-out',
      'missing',
      'empty',
    ]);
  });

  it('says that a chosen right is gone from the list', () => {
    const draft = draftRow({ rightId: 'gone' });
    const { rights } = draftView({ draft, captures: [], entry: undefined, rights: [rightRow()] }, CONTEXT);
    expect(rights).toMatchObject({ chosen: null, gone: true });
  });

  it('is a report once it is finished, and asks for nothing more', () => {
    const draft = draftRow({ state: 'finished', finishedAt: NOW });
    const view = draftView({ draft, captures: [], entry: undefined, rights: [] }, CONTEXT);
    expect(view.unmet).toEqual([]);
    expect(view.report).not.toBeNull();
  });
});
