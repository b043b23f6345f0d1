import { reasonByCode, reasonsFor } from '../reasons.ts';
import type { DisclosedLink, DisclosedPacket } from './disclosed.ts';
import type { PacketWarning } from './packet.ts';

/** Days before a right's end from which on it is said. */
const SOON = 30;

/**
 * What whoever releases a packet should know, out of what goes itself.
 * @param today calendar day in UTC, `YYYY-MM-DD`
 * @param most links that the marketplace takes in one request, as far as that is known
 */
export function packetWarnings(
  packet: DisclosedPacket,
  { today, most }: { today: string; most: number },
): PacketWarning[] {
  const { links, right, reason, complainant } = packet;
  const where = (holds: (link: DisclosedLink) => boolean) =>
    links.flatMap((link, position) => (holds(link) ? [position] : []));
  const about: [code: PacketWarning['code'], positions: number[]][] = [
    [
      'order-number-goes',
      where(({ particulars }) => particulars.some(({ name }) => name === 'testBuyOrder')),
    ],
    ['whole-page-goes', where(({ pictures }) => pictures.some(({ shows }) => shows === 'page'))],
    ['no-picture', where(({ pictures }) => pictures.length === 0)],
    [
      'one-language',
      where(({ explanation }) => (explanation.en.trim() === '') !== (explanation.zh.trim() === '')),
    ],
  ];
  const whole: PacketWarning['code'][] = [
    ...(reasonsFor(right.type).some(({ disclosure }) => disclosure < reasonByCode(reason).disclosure)
      ? (['reveals-more-than-needed'] as const)
      : []),
    ...(links.length > most ? (['more-links-than-taken'] as const) : []),
    ...(complainant.contact === null ? (['no-contact'] as const) : []),
    ...(right.expiresOn !== null && right.expiresOn <= later(today, SOON)
      ? (['right-expires-soon'] as const)
      : []),
  ];
  return [
    ...whole.map((code) => ({ code, positions: [] })),
    ...about
      .filter(([, positions]) => positions.length > 0)
      .map(([code, positions]) => ({ code, positions })),
  ];
}

function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
