import { eventReasonSentence } from '@marketsafe/words';
import { chinese, english, given, stacked, table } from '../pdf/blocks.ts';
import type { Span } from '../pdf/lines.ts';
import { CONTENT_WIDTH, HASH, SMALL } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import type { CustodyEntry } from '../source/custody.ts';
import type { ReportSource, SourceCapture } from '../source/gather.ts';
import { windowOf } from '../source/window.ts';
import { moment, stateName } from '../words/names.ts';
import type { Words } from '../words/types.ts';

interface Row {
  at: string;
  /** True where the moment is the device's claim. */
  claimed?: boolean;
  what: Words;
  by: string;
  /** Place and hash in the audit chain. */
  chain?: { sequence: number; hash: string };
}

const PROGRAM = 'the program 项目方';

const ACTIONS: Readonly<Record<string, Words>> = {
  'claim.submitted': {
    en: 'The claim was handed in with its captures; receipts were signed',
    zh: '举报连同取证记录提交，并签发回执',
  },
  'capture.time-stamped': {
    en: 'A time-stamp over the capture’s record was obtained and verified',
    zh: '取得并验证取证记录的时间戳',
  },
  'capture.sequence-reused': {
    en: 'It was noted that another capture of the device claims the same place in its chain',
    zh: '发现同一设备的另一次取证占用链中相同位置',
  },
};

const DOCUMENTS: Readonly<Record<string, Words>> = {
  evidence: { en: 'The evidence report was made', zh: '生成证据报告' },
  disclosure: { en: 'The disclosure report was made', zh: '生成披露报告' },
  certificate: { en: 'The draft certificate was made', zh: '生成证明书草案' },
};

function entryWords({ action, made }: CustodyEntry): Words {
  if (action === 'package.exported') {
    return { en: `A package was exported: ${made}`, zh: `导出文件包：${made}` };
  }
  const known = action === 'claim.exported' ? DOCUMENTS[made ?? ''] : ACTIONS[action];
  return known ?? { en: action, zh: '其他事件' };
}

function captureRows({ item, manifest, arrival, ...rest }: SourceCapture, name: Words): Row[] {
  const { claimed } = windowOf({ item, manifest, arrival, ...rest });
  const operator = manifest?.operator?.userId;
  return [
    {
      at: claimed.end,
      claimed: true,
      what: { en: `${name.en}: made and signed by the device`, zh: `${name.zh}：由设备生成并签名` },
      by: operator === undefined ? 'not recorded 未记录' : `operator 操作人 ${operator}`,
    },
    ...(arrival
      ? [
          {
            at: arrival.last,
            what: {
              en: `${name.en}: its ${arrival.count} files arrived, the first at ${moment(arrival.first)}; the hash of each was computed on arrival and had to match`,
              zh: `${name.zh}：共 ${arrival.count} 个文件送达（首个于 ${moment(arrival.first)}），送达时逐一计算哈希值并须一致`,
            },
            by: PROGRAM,
          },
        ]
      : []),
  ];
}

function rowsOf({ captures, custody, claim }: ReportSource, nameOf: (index: number) => Words): Row[] {
  const names = new Map(captures.map(({ item }, index) => [item.captureId, nameOf(index)]));
  return [
    ...captures.flatMap((capture, index) => captureRows(capture, nameOf(index))),
    ...custody.map((entry) => {
      const words = entryWords(entry);
      const subject = names.get(entry.entity);
      return {
        at: entry.at,
        what: subject ? { en: `${subject.en}: ${words.en}`, zh: `${subject.zh}：${words.zh}` } : words,
        by: entry.actor ?? PROGRAM,
        chain: { sequence: entry.sequence, hash: entry.hash },
      };
    }),
    ...claim.events.slice(1).map(({ at, to, actor, reason }) => ({
      at,
      what: {
        en: `State of the claim: ${stateName(to).en}${reason === null ? '' : ` (${eventReasonSentence(reason, 'en')})`}`,
        zh: `举报状态：${stateName(to).zh}${reason === null ? '' : `（${eventReasonSentence(reason, 'zh-CN')}）`}`,
      },
      by: actor.name ?? PROGRAM,
    })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Who had the evidence, when, and what was done with it: from the device's record, the store and the audit chain. */
export function custodyTable(sheet: Sheet, source: ReportSource, nameOf: (index: number) => Words): void {
  const widths = [96, 262];
  table(
    sheet,
    [
      { label: { en: 'When', zh: '时间' }, width: widths[0] ?? 0 },
      { label: { en: 'What', zh: '事件' }, width: widths[1] ?? 0 },
      { label: { en: 'By', zh: '执行者' }, width: CONTENT_WIDTH - 16 - 96 - 262 },
    ],
    rowsOf(source, nameOf).map(({ at, claimed, what, by, chain }): Span[][] => [
      [
        english(moment(at), { ...SMALL, color: '#1b1b1b' }),
        ...(claimed ? [english('\ndevice’s clock ', SMALL), chinese('设备时钟', SMALL)] : []),
      ],
      [
        ...stacked(what, { ...SMALL, size: 8, color: '#1b1b1b' }, SMALL),
        ...(chain ? [english(`\naudit chain ${chain.sequence}: ${chain.hash.slice(0, 32)}…`, HASH)] : []),
      ],
      [given(by, SMALL)],
    ]),
  );
}
