import { type AddedFile, emptyFields, type ReasonCode } from '@marketsafe/contract';
import { briefsOf, type ProcedureBrief, RELEASED_PROCEDURES } from '@marketsafe/contract/procedures';
import { describe, expect, it } from 'vitest';
import { fileDoubts } from '../../../../utils/panel/procedure-files.ts';

const BRIEFS = briefsOf(RELEASED_PROCEDURES);

function briefFor(marketplace: ProcedureBrief['marketplace'], change: Partial<ProcedureBrief> = {}) {
  const found = BRIEFS.find((brief) => brief.marketplace === marketplace && brief.site === null);
  if (!found) throw new Error(`no brief of ${marketplace}`);
  return { ...found, ...change };
}

let number = 0;
function file(change: Partial<AddedFile> = {}): AddedFile {
  number += 1;
  const sha256 = number.toString(16).padStart(64, '0');
  return { name: `${number}.png`, sha256, bytes: 1_000, type: 'image/png', ...change };
}

const draft = (reason: ReasonCode | undefined, particulars: object) => ({
  ...emptyFields(),
  ...(reason && { reason }),
  particulars,
});

/** What is said, by its code and what it is about. */
const said = (brief: ProcedureBrief, ...given: Parameters<typeof draft>) =>
  fileDoubts(brief, draft(...given)).map((doubt) => {
    if (doubt.code === 'documents') return [doubt.code, ...doubt.fields];
    return doubt.code === 'many'
      ? [doubt.code, doubt.count, doubt.told.value]
      : [doubt.code, doubt.file.name];
  });

describe('what a marketplace may not take of a draft’s files', () => {
  it('is what is larger, more, or of another kind than it says, each with how sure that is', () => {
    const lazada = briefFor('lazada', {
      fileTypes: { value: ['jpg', 'pdf'], isUnverified: false, from: 'The form' },
    });
    const files = [
      file({ name: 'small.jpg', type: 'image/jpeg', bytes: 5_000_000 }),
      file({ name: 'large.jpg', type: 'image/jpeg', bytes: 5_000_001 }),
      file({ name: 'other.png' }),
    ];
    const evidence = {
      comparisonPictures: [...files, file({ type: 'image/jpeg' }), file({ type: 'image/jpeg' })],
    };
    expect(said(lazada, 'counterfeit-features', evidence)).toEqual([
      ['many', 5, 4],
      ['large', 'large.jpg'],
      ['kind', 'other.png'],
    ]);
    const [many, large, kind] = fileDoubts(lazada, draft('counterfeit-features', evidence));
    expect([many, large, kind].map((doubt) => doubt?.told.isUnverified)).toEqual([true, true, false]);
  });

  it('is nothing where nothing is known of its limits', () => {
    const all = Array.from({ length: 20 }, () => file({ bytes: 20_000_000 }));
    expect(said(briefFor('daraz'), 'image-theft', { originals: all, sameShoot: all })).toEqual([]);
  });

  it('is about no file that stays with the program, or that the chosen reason does not ask for', () => {
    const vast = [file({ bytes: 20_000_000 })];
    const lazada = briefFor('lazada', { reasons: [] });
    expect(said(lazada, 'image-theft', { attachments: vast, comparisonPictures: vast })).toEqual([]);
    expect(said(lazada, undefined, { originals: vast })).toEqual([]);
    expect(said(lazada, 'image-theft', { originals: vast })).toEqual([['large', vast[0]?.name]]);
  });

  it('names the fields that are empty where the marketplace’s reason asks for documents', () => {
    const taobao = briefFor('taobao');
    expect(said(taobao, 'image-theft', { originals: [file()] })).toEqual([['documents', 'sameShoot']]);
    expect(said(taobao, 'image-theft', { originals: [file()], sameShoot: [file()] })).toEqual([]);
    // Where the program has no field for files of a reason, there is nothing to add.
    expect(said(taobao, 'unfair-trademark-use', {})).toEqual([]);
    expect(said({ ...taobao, reasons: [] }, 'image-theft', {})).toEqual([]);
  });
});
