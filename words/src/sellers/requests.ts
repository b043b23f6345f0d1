import type { PenaltyRequest, PenaltyRequestState, PenaltyWanted } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatList } from '../units/numbers.ts';

const WANTED = {
  'store-closure': m.penalties_wanted_closure,
  penalty: m.penalties_wanted_penalty,
} satisfies Record<PenaltyWanted, unknown>;

/** What a marketplace is asked for. */
export function penaltyWantedName(wanted: PenaltyWanted): string {
  return WANTED[wanted]();
}

const STATES = {
  asked: m.penalties_state_asked,
  granted: m.penalties_state_granted,
  refused: m.penalties_state_refused,
  none: m.penalties_state_none,
} satisfies Record<PenaltyRequestState, unknown>;

/** How a request stands. */
export function penaltyRequestStateName(state: PenaltyRequestState): string {
  return STATES[state]();
}

const ASKS = {
  'store-closure': m.penalties_words_closure,
  penalty: m.penalties_words_penalty,
} satisfies Record<PenaltyWanted, unknown>;

/**
 * What a marketplace is told: what is asked for, the seller as the marketplace shows it, and the basis by its numbers. It is all that leaves, and all
 * of it is class A.
 */
export function penaltyRequestText(
  { wanted, basis }: Pick<PenaltyRequest, 'wanted' | 'basis'>,
  seller: string,
  language: Language = currentLanguage(),
): string {
  const t = { locale: language };
  const because =
    basis.kind === 'raid'
      ? m.penalties_words_raid({ number: basis.number, grade: basis.grade }, t)
      : m.penalties_words_claims(
          {
            numbers: formatList(
              basis.claims.map(({ number }) => number),
              language,
            ),
          },
          t,
        );
  return [ASKS[wanted]({}, t), m.penalties_words_seller({ seller }, t), because].join('\n');
}
