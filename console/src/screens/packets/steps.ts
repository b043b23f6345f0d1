import type { PacketState } from '@marketsafe/contract';
import { m } from '@marketsafe/words';

/** Steps of packets, each a list of its own: what is to be built, and then packets by what is to be done with them. */
export const STEPS = ['candidates', 'built', 'released', 'sent', 'all'] as const;
export type Step = (typeof STEPS)[number];

/** What a step is called. */
export const STEP_NAMES: Readonly<Record<Step, () => string>> = {
  candidates: m.packets_tab_candidates,
  built: m.packets_tab_built,
  released: m.packets_tab_released,
  sent: m.packets_tab_sent,
  all: m.packets_tab_all,
};

/** State of the packets of a step; all where it is none. */
export const STATE_OF: Readonly<Record<Exclude<Step, 'candidates'>, PacketState | undefined>> = {
  built: 'built',
  released: 'released',
  sent: 'sent',
  all: undefined,
};

/** The step that an address names; the first where it names none. */
export function stepOf(named: unknown): Step {
  return STEPS.find((step) => step === named) ?? 'candidates';
}

/** The list that a packet stands in, to go back to. */
export function backStep(state: PacketState | undefined): Step {
  return STEPS.find((step) => step === state) ?? 'all';
}
