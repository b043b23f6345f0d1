import type { SourceCapture } from '../source/gather.ts';
import type { Window } from '../source/window.ts';
import { moment } from './names.ts';
import type { Words } from './types.ts';

/** The window of a capture's time in plain words: the earliest, the latest, and what the device's clock is worth. */
export function windowWords({ notBefore, notAfter, claimed }: Window): Words[] {
  const { start, end } = claimed;
  return [
    notBefore === null
      ? {
          en: 'Not before: unknown. The record holds no challenge of the program that holds, so nothing but the device’s own clock speaks about the earliest time.',
          zh: '最早时间：无法确定。记录中没有有效的项目方质询值，除设备自身时钟外，没有其他依据说明最早时间。',
        }
      : {
          en: `Not before ${moment(notBefore)}. The record holds random bytes that the program issued and signed at that moment. Nobody could know them earlier, so the capture was finished after it.`,
          zh: `不早于 ${moment(notBefore)}。记录中含有项目方于该时刻签发的随机质询值。此前任何人均无从知晓该值，因此取证在该时刻之后完成。`,
        },
    notAfter === null
      ? {
          en: 'Not after: the program has no receipt and no time-stamp for this capture.',
          zh: '最晚时间：项目方没有本次取证的回执或时间戳。',
        }
      : notAfter.by === 'time-stamp'
        ? {
            en: `Not after ${moment(notAfter.at)}. A time-stamp authority signed the record’s hash at that moment (RFC 3161), so the record existed then, exactly as it is now.`,
            zh: `不晚于 ${moment(notAfter.at)}。时间戳机构于该时刻对记录的哈希值签名（RFC 3161），因此记录当时已经存在，且与现在完全一致。`,
          }
        : {
            en: `Not after ${moment(notAfter.at)}. The program received the record at that moment and signed a receipt over its hash, so the record existed then, exactly as it is now.`,
            zh: `不晚于 ${moment(notAfter.at)}。项目方于该时刻收到记录，并对其哈希值签发回执，因此记录当时已经存在，且与现在完全一致。`,
          },
    {
      en: `The device’s own clock said ${moment(start)} to ${moment(end)}. That is the device’s claim only: its clock can be set by whoever holds the device.`,
      zh: `设备自身时钟显示 ${moment(start)} 至 ${moment(end)}。这仅为设备的陈述：持有设备的人可以更改其时钟。`,
    },
  ];
}

/** What became of the time-stamp, where there is something to say. */
export function stampWords(seal: SourceCapture['seal']): Words {
  if (!seal) return { en: 'no receipt of the program', zh: '无项目方回执' };
  switch (seal.timeStamp.state) {
    case 'stamped':
      return {
        en: `${moment(seal.timeStamp.at)}, by ${seal.timeStamp.authority}`,
        zh: 'RFC 3161 时间戳令牌在收到时已验证',
      };
    case 'pending':
      return {
        en: 'asked for; the authority has not answered yet',
        zh: '已申请，时间戳机构尚未答复',
      };
    default:
      return { en: 'no time-stamp authority is configured', zh: '未设置时间戳机构' };
  }
}
