import type { PacketState, PacketSummary } from '@marketsafe/contract';
import { Badge, type Tone } from '@marketsafe/looks';
import { expediteCauseName, formatAge, formatWait, m, packetStateName } from '@marketsafe/words';

const TONES: Readonly<Record<PacketState, Tone>> = {
  built: 'warn',
  released: 'info',
  sent: 'good',
  acknowledged: 'good',
  withdrawn: 'quiet',
  cancelled: 'quiet',
};

/** How a packet stands; the colour only helps. */
export function PacketStateBadge({ state }: { state: PacketState }) {
  return <Badge tone={TONES[state]}>{packetStateName(state)}</Badge>;
}

/** What else is to be seen of a packet at once: why it is urgent, and what is to be taken back. */
export function PacketMarks({ packet: { expedited, toWithdraw } }: { packet: PacketSummary }) {
  return (
    <>
      {expedited && <Badge tone="bad">{expediteCauseName(expedited)}</Badge>}
      {toWithdraw > 0 && <Badge tone="bad">{m.packets_to_withdraw_count({ count: toWithdraw })}</Badge>}
    </>
  );
}

/** By when something is to happen with a packet, as against now. */
export function DueText({ dueAt, now }: { dueAt: string | null; now: number }) {
  if (dueAt === null) return null;
  const due = Date.parse(dueAt);
  return due < now ? (
    <Badge tone="bad">{m.triage_overdue({ age: formatAge(due, now) })}</Badge>
  ) : (
    <span className="soft small">{m.triage_due({ age: formatWait(due, now) })}</span>
  );
}
