import { captureManifest, type KeyFacts } from '@marketsafe/contract';
import { limitationSentences, outcomeSentence } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import type { CaptureDeps } from '../../../../utils/capture/capture-deps.ts';
import { captureListing } from '../../../../utils/capture/capture-listing.ts';
import type { KeyReading, PageEnd, PageSample } from '../../../../utils/capture/page-sample.ts';
import { MOMENT_ROUNDS } from '../../../../utils/capture/platform.ts';
import { limitationNotes } from '../../../../utils/evidence-view/capture-views.ts';
import { CLICK, endOf, fakeDeps, ok, pageAnswer, stored, TAB } from '../../support/capture-deps.ts';
import { LISTING_URL, pageSampleOf } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';

const price = (amount: number): NonNullable<KeyFacts['price']> => ({
  value: { min: amount, max: amount, currency: 'USD' },
  raw: `US $${amount}`,
  source: 'dom:price',
});

function samplePriced(amount: number): PageSample {
  const sample = pageSampleOf();
  return sample.reading
    ? { ...sample, reading: { ...sample.reading, facts: { ...sample.reading.facts, price: price(amount) } } }
    : sample;
}

function reading(sample: PageSample, change: Partial<KeyReading> = {}): KeyReading {
  const { kind = 'listing', itemId, facts = {} } = sample.reading ?? {};
  const { title, price: shown } = facts;
  return {
    kind,
    itemId,
    facts: { ...(title && { title }), ...(shown && { price: shown }) },
    drawn: {},
    ...change,
  };
}

/** A page whose rounds end as given, the last one again and again; counts them. */
function inRounds(sample: PageSample, ...ends: Partial<PageEnd>[]) {
  let round = 0;
  const runScript: CaptureDeps['runScript'] = (_, script) => {
    if (script === 'begin') round += 1;
    const end = ends[Math.min(round, ends.length) - 1];
    return ok(pageAnswer(script, sample, { ...endOf(sample), ...end }));
  };
  return { runScript, rounds: () => round };
}

async function recordOf(runScript: CaptureDeps['runScript'], change: Partial<CaptureDeps> = {}) {
  const db = newDatabase();
  const outcome = await captureListing(fakeDeps(db, { runScript, ...change }), CLICK);
  const { captures } = await stored(db);
  return { outcome, manifest: captures[0] && captureManifest.parse(captures[0].manifest) };
}

describe('picture and key facts', () => {
  const before = samplePriced(19.9);
  const flickered = { readings: [reading(samplePriced(24.9)), reading(before)] };

  it('are taken anew where a fact changed in between, even back again, and say nothing once they agree', async () => {
    const page = inRounds(before, flickered, {});
    const { outcome, manifest } = await recordOf(page.runScript);
    expect(outcome).toMatchObject({ outcome: 'saved' });
    expect(page.rounds()).toBe(2);
    expect(manifest?.listing).not.toHaveProperty('changed');
    expect(manifest?.limitations).not.toContain('facts-changed');
  });

  it('are recorded with every value that was seen where they never agree, and draft and outcome say so', async () => {
    const page = inRounds(before, flickered);
    const { outcome, manifest } = await recordOf(page.runScript);
    if (!manifest) throw new Error('nothing was saved');
    expect(page.rounds()).toBe(MOMENT_ROUNDS);
    expect(manifest.listing.changed?.map((facts) => facts.price?.value.min)).toEqual([19.9, 24.9, 19.9]);
    expect(manifest.limitations).toContain('facts-changed');
    expect(outcomeSentence(outcome, 'en')).toContain('changed its key facts');
    const [note] = limitationNotes(manifest).filter((sentence) => sentence.includes('key facts'));
    expect(note).toContain('Price: USD 19.90 → USD 24.90 → USD 19.90');
    expect(note).not.toContain('Title');
    expect(limitationSentences(manifest, 'zh-CN').join()).toMatch(/价格：.*19\.90.*24\.90/);
  });

  it('are followed as the page draws them while its own data name one value throughout', async () => {
    const drawing = (amount: number) => reading(before, { drawn: { price: price(amount) } });
    const sample = { ...before, drawn: drawing(19.9).drawn };
    const { manifest } = await recordOf(
      inRounds(sample, { readings: [drawing(24.9), drawing(19.9)] }).runScript,
    );
    expect(manifest?.listing.changed?.map((facts) => facts.price?.value.min)).toEqual([19.9, 24.9, 19.9]);
    expect(manifest?.listing.facts.price?.value.min).toBe(19.9);
    // And the other way round: what the page draws stays, its own data change.
    const named = { ...reading(samplePriced(24.9)), drawn: sample.drawn };
    const { manifest: other } = await recordOf(inRounds(sample, { readings: [named] }).runScript);
    expect(other?.listing.changed?.map((facts) => facts.price?.value.min)).toEqual([19.9, 24.9]);
  });

  it('say that a fact was gone', async () => {
    const { manifest } = await recordOf(inRounds(before, { readings: [null] }).runScript);
    if (!manifest) throw new Error('nothing was saved');
    expect(manifest.listing.changed).toEqual([reading(before).facts, {}]);
    expect(limitationSentences(manifest, 'en').join()).toContain('Price: USD 19.90 → Not found');
  });

  it('are the same while their values are, however the page writes them', async () => {
    const again = reading(before, {
      facts: { ...reading(before).facts, price: { ...price(19.9), raw: '19,90' } },
    });
    const page = inRounds(before, { readings: [again] });
    expect((await recordOf(page.runScript)).manifest?.listing).not.toHaveProperty('changed');
    expect(page.rounds()).toBe(1);
  });

  it.each<Partial<KeyReading>>([
    { itemId: '2' },
    { kind: 'wall', wall: 'captcha', facts: {} },
    { kind: 'none' },
  ])('are not kept where the page becomes %j', async (change) => {
    const page = inRounds(before, { readings: [reading(before, change)] });
    expect((await recordOf(page.runScript)).outcome).toMatchObject({
      outcome: 'failed',
      code: 'page-changed',
    });
    expect(page.rounds()).toBe(MOMENT_ROUNDS);
  });
});

describe('a page that rewrites its own address', () => {
  it('is captured while it names the same listing, with every address that was seen', async () => {
    const sample = pageSampleOf();
    const at = (n: number) => ({ ...sample.position, url: `${LISTING_URL}?n=${n}#part-${n}` });
    const runScript: CaptureDeps['runScript'] = (_, script) => {
      if (script === 'begin') return ok({ position: at(1), button: null });
      if (script === 'copy' || script === 'look') return ok(pageAnswer(script, sample));
      return ok(script === 'end' ? { ...endOf(sample), position: at(3) } : { ...sample, position: at(2) });
    };
    const { manifest } = await recordOf(runScript, {
      tab: () => Promise.resolve({ ...TAB, url: `${LISTING_URL}?n=3` }),
    });
    expect(manifest?.request).toMatchObject({
      url: `${LISTING_URL}?n=2#part-2`,
      addresses: [3, 1, 2, 3].map((n) => `${LISTING_URL}?n=${n}`),
    });
  });

  it('has one address where only the place on it differs', async () => {
    const sample = pageSampleOf();
    const end = { ...endOf(sample), position: { ...sample.position, url: `${LISTING_URL}#reviews` } };
    const { manifest } = await recordOf((_, script) => ok(pageAnswer(script, sample, end)));
    expect(manifest?.request).not.toHaveProperty('addresses');
  });
});
