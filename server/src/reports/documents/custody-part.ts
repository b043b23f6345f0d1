import {
  custodyAbout,
  custodyArrived,
  custodyMade,
  custodySentence,
  custodyState,
  eventReasonSentence,
  formatUtc,
  type Language,
  m,
} from '@marketsafe/words';
import { chinese, english, given, stackedGiven, table } from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import type { Span } from '../pdf/lines.ts';
import { CONTENT_WIDTH, HASH, SMALL } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import { allCaptures, type ReportSource, type SourceCapture } from '../source/gather.ts';
import { claimedTime } from './window-part.ts';

interface Row {
  at: string;
  /** True where the time is the device's claim. */
  claimed?: boolean;
  what: Words;
  by: string;
  /** Number and hash in the audit chain. */
  chain?: { sequence: number; hash: string };
}

/** The same of a capture, which has a name in each language. */
function about(name: Words, say: (name: string, language: Language) => string): Words {
  return { en: say(name.en, 'en'), zh: say(name.zh, 'zh-CN') };
}

function captureRows(capture: SourceCapture, name: Words): Row[] {
  const { manifest, arrival } = capture;
  const operator = manifest?.operator?.userId;
  return [
    {
      at: claimedTime(capture).end,
      claimed: true,
      what: about(name, custodyMade),
      by:
        operator === undefined
          ? beside(said(m.documents_by_nobody_known))
          : `${beside(said(m.documents_by_operator))} ${operator}`,
    },
    ...(arrival
      ? [
          {
            at: arrival.last,
            what: about(name, (text, language) => custodyArrived(text, arrival, language)),
            by: beside(said(m.documents_by_program)),
          },
        ]
      : []),
  ];
}

function rowsOf(source: ReportSource, nameOf: (index: number) => Words): Row[] {
  const { custody, claim } = source;
  const captures = allCaptures(source);
  const names = new Map(captures.map(({ item }, index) => [item.captureId, nameOf(index)]));
  const program = beside(said(m.documents_by_program));
  return [
    ...captures.flatMap((capture, index) => captureRows(capture, nameOf(index))),
    ...custody.map((entry) => {
      const event = both((language) => custodySentence(entry, language));
      const subject = names.get(entry.entity);
      return {
        at: entry.at,
        what: subject
          ? {
              en: custodyAbout(subject.en, event.en, 'en'),
              zh: custodyAbout(subject.zh, event.zh, 'zh-CN'),
            }
          : event,
        by: entry.actor ?? program,
        chain: { sequence: entry.sequence, hash: entry.hash },
      };
    }),
    ...claim.events.slice(1).map(({ at, to, actor, reason }) => ({
      at,
      what: both((language) =>
        reason === null
          ? custodyState(to, language)
          : m.evidence_custody_state_because(
              { state: custodyState(to, language), reason: eventReasonSentence(reason, language) },
              { locale: language },
            ),
      ),
      by: actor.name ?? program,
    })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Who had the evidence, when, and what was done with it: from the device's record, the store and the audit chain. */
export function custodyTable(sheet: Sheet, source: ReportSource, nameOf: (index: number) => Words): void {
  const widths = [96, 262];
  const clock = said(m.documents_by_device_clock);
  const auditChain = beside(said(m.documents_audit_chain));
  table(
    sheet,
    [
      { label: said(m.documents_column_when), width: widths[0] ?? 0 },
      { label: said(m.documents_column_event), width: widths[1] ?? 0 },
      { label: said(m.documents_column_by), width: CONTENT_WIDTH - 16 - 96 - 262 },
    ],
    rowsOf(source, nameOf).map(({ at, claimed, what, by, chain }): Span[][] => [
      [
        english(formatUtc(at, 'en'), { ...SMALL, color: '#1b1b1b' }),
        ...(claimed ? [english(`\n${clock.en} `, SMALL), chinese(clock.zh, SMALL)] : []),
      ],
      [
        ...stackedGiven(what, { ...SMALL, size: 8, color: '#1b1b1b' }, SMALL),
        ...(chain ? [english(`\n${auditChain} ${chain.sequence}: ${chain.hash.slice(0, 32)}…`, HASH)] : []),
      ],
      [given(by, SMALL)],
    ]),
  );
}
