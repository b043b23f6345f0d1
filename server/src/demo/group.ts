import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type AddedFile, mentionToken, type NewGroupEntry } from '@marketsafe/contract';
import { recordBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import { vote, writeToGroup } from '../group/write.ts';
import type { Caller } from '../organisations/service.ts';
import { AURORA, BOREALIS } from './data.ts';
import { demoId } from './plan.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** A paper that a member shares. */
const PAPER = Buffer.from('%PDF-1.4\n% What a photograph of evidence shows\n%%EOF\n');
const LIST: AddedFile = {
  ...{ name: '拍摄清单.pdf', type: 'application/pdf', bytes: PAPER.length },
  sha256: createHash('sha256').update(PAPER).digest('hex'),
};

type Writer = 'aurora' | 'borealis' | 'staff';
/** Distributes over the kinds of entries. */
type Said = NewGroupEntry extends infer Entry
  ? Entry extends NewGroupEntry
    ? Omit<Entry, 'entryId' | 'topicId'>
    : never
  : never;
type Line = readonly [daysAgo: number, by: Writer, said: Said];

/** Topics with what was written to each, the topic first. */
function topics(until: Date): readonly (readonly Line[])[] {
  const closesOn = new Date(until.getTime() + 12 * DAY).toISOString().slice(0, 10);
  const meeting = new Date(until.getTime() + 9 * DAY).toISOString().slice(0, 10);
  const held = new Date(until.getTime() - 41 * DAY).toISOString().slice(0, 10);
  const named = false;
  return [
    [
      [
        41,
        'aurora',
        {
          ...{ kind: 'topic', about: 'policy', title: 'Relists under a new number within a day', named },
          text: 'Sellers put removed goods up again within hours. A claim on the new number begins from nothing.',
        },
      ],
      [40, 'borealis', { kind: 'post', text: '我们也遇到同样的情况，多为同一店铺。', named }],
      [39, 'aurora', { kind: 'dialogue', step: 'raised', text: 'May a relist be answered within a day?' }],
      [30, 'staff', { kind: 'dialogue', step: 'discussed', text: 'Eleven members see it each week.' }],
      [
        23,
        'staff',
        {
          ...{ kind: 'dialogue', step: 'put', marketplace: 'aliexpress' },
          text: 'Asked at the quarterly meeting whether relists can go by an expedited way.',
        },
      ],
      [
        5,
        'staff',
        {
          ...{ kind: 'post', named },
          text: `They want examples. ${mentionToken(`o:${demoId('group 0')}`)}, can you share two?`,
        },
      ],
    ],
    [
      [
        26,
        'borealis',
        {
          ...{ kind: 'topic', about: 'policy', title: '外观设计专利投诉需要评价报告吗？', named },
          text: '同一平台有时要求提供评价报告，有时不要求。标准是什么？',
        },
      ],
      [25, 'borealis', { kind: 'dialogue', step: 'raised', text: '何时需要提供评价报告？' }],
      [18, 'staff', { kind: 'dialogue', step: 'put', marketplace: '1688', text: '已书面提出。' }],
      [6, 'staff', { kind: 'dialogue', step: 'answered', text: '卖家提出异议时需要；首次投诉时不需要。' }],
    ],
    [
      [
        15,
        'aurora',
        {
          ...{ kind: 'topic', about: 'practice', title: 'Photograph the sole, not the box', named },
          text: 'Refusals for unclear evidence fell by half since we point at one feature of the goods in each picture.',
        },
      ],
      [14, 'staff', { kind: 'library', listed: true }],
      [13, 'borealis', { kind: 'post', text: '这是我们使用的拍摄清单。', named, files: [LIST] }],
      [
        12,
        'aurora',
        {
          ...{ kind: 'post', named },
          text: `${mentionToken(`o:${demoId('group 0 1')}`)}, thank you. We use it now, too.`,
        },
      ],
    ],
    [
      [
        4,
        'staff',
        {
          ...{ kind: 'topic', about: 'program', title: 'When shall the group meet?', named: true },
          text: 'The next meetings shall suit members in Asia and in Europe.',
          poll: {
            question: 'Which hour suits you?',
            options: ['08:00 UTC', '13:00 UTC', '16:00 UTC'],
            closesOn,
          },
        },
      ],
    ],
    [
      [
        2,
        'staff',
        {
          ...{ kind: 'topic', about: 'meeting', title: 'Meeting of the working group', named, on: meeting },
          text: 'An hour, in English and Chinese. What it is to talk about, members put on the agenda.',
        },
      ],
      [2, 'aurora', { kind: 'agenda', text: 'Relists under a new number within a day', named }],
      [1, 'borealis', { kind: 'agenda', text: '何时需要提供评价报告', named }],
      [1, 'staff', { kind: 'agenda', text: 'Signals of the last quarter', named }],
    ],
    [
      [
        47,
        'staff',
        {
          ...{
            kind: 'topic',
            about: 'meeting',
            title: 'First meeting of the working group',
            named,
            on: held,
          },
          text: 'An hour, in English and Chinese.',
        },
      ],
      [46, 'borealis', { kind: 'agenda', text: '如何拍摄证据照片', named }],
      [
        40,
        'staff',
        { kind: 'agenda-done', of: demoId('group 5 1'), text: 'Members share what works in the library.' },
      ],
      [39, 'staff', { kind: 'minutes', text: 'Seven members took part. The next meeting is in two months.' }],
    ],
  ];
}

/** Fills the demo program's working group. What is there already stays as it is. */
export async function fillDemoGroup(
  { db, store }: { db: Database; store: BlobStore },
  people: { managers: ReadonlyMap<string, Caller>; analysts: readonly Caller[] },
  until: Date,
): Promise<void> {
  const writers: Record<Writer, Caller | undefined> = {
    aurora: people.managers.get(AURORA),
    borealis: people.managers.get(BOREALIS),
    staff: people.analysts[0],
  };
  if (writers.borealis) {
    const { sha256, bytes, type } = LIST;
    await store.put(writers.borealis.organisationId, sha256, Readable.from([PAPER]), bytes);
    await recordBlob({ db, store }, writers.borealis, { sha256, bytes, type });
  }
  for (const [place, lines] of topics(until).entries()) {
    const topicId = demoId(`group ${place}`);
    for (const [line, [daysAgo, by, said]] of lines.entries()) {
      const caller = writers[by];
      if (!caller) continue;
      const entryId = line === 0 ? topicId : demoId(`group ${place} ${line}`);
      const entry = (
        said.kind === 'topic' ? { ...said, entryId } : { ...said, entryId, topicId }
      ) as NewGroupEntry;
      await writeToGroup({ db, store }, caller, entry, new Date(until.getTime() - daysAgo * DAY));
    }
  }
  if (writers.aurora) await vote(db, writers.aurora, demoId('group 3'), 1);
}
