import type { ClaimState, MarketplaceId } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { answerCauseName } from '../packets/answers.ts';
import { formatAge } from '../units/time.ts';
import { marketplaceName } from './marketplaces.ts';
import { stateName } from './states.ts';

/** A claim as it is spoken of. `by`: a colleague's name, null for the reader. Times in Unix milliseconds. */
interface SentCodes {
  number: string;
  state: ClaimState;
  at: number;
  by: string | null;
  sameAs?: string | undefined;
  /** For what the marketplace refused it. */
  cause?: string | undefined;
  /** What was found last where the removed listing had been. */
  lastSeen?: { seen: 'live' | 'gone'; at: number } | undefined;
}

/** How a listing stands, in codes. */
export type StandingCodes =
  | { is: 'new' }
  | { is: 'draft'; at: number }
  | { is: 'on-its-way'; at: number; parked: boolean }
  | ({ is: 'sent' } & SentCodes)
  | { is: 'draft-elsewhere'; at: number; by: string | null }
  | { is: 'watched' | 'not-infringing'; at: number }
  | { is: 'perhaps'; listingKey: string; other: SentCodes };

function sentSentence(sent: SentCodes, now: number, language: Language): string {
  const { number, state, at, by, sameAs, cause, lastSeen } = sent;
  const options = { locale: language };
  const who = by ?? m.standing_you({}, options);
  const age = formatAge(at, now, language);
  if (state === 'duplicate' && sameAs !== undefined)
    return m.standing_duplicate({ who, age, number, other: sameAs }, options);
  if (lastSeen) {
    const seen = formatAge(lastSeen.at, now, language);
    const said = { who, age, number, seen };
    return lastSeen.seen === 'live'
      ? m.standing_live_again(said, options)
      : m.standing_still_gone(said, options);
  }
  if (state === 'platform_rejected' && cause !== undefined)
    return m.standing_refused({ who, age, number, cause: answerCauseName(cause, language) }, options);
  if (state === 'removed') return m.standing_removed({ who, age, number }, options);
  return m.standing_sent({ who, age, number, state: stateName(state, language) }, options);
}

/** How a listing stands, by whom and since when, in a sentence; empty for one that nobody has anything on. `now` in Unix milliseconds. */
export function standingSentence(
  standing: StandingCodes,
  now: number,
  language: Language = currentLanguage(),
): string {
  const options = { locale: language };
  switch (standing.is) {
    case 'new':
      return '';
    case 'sent':
      return sentSentence(standing, now, language);
    case 'perhaps': {
      const { listingKey, other } = standing;
      const marketplace = marketplaceName(
        listingKey.slice(0, listingKey.indexOf(':')) as MarketplaceId,
        language,
      );
      const who = other.by ?? m.standing_you({}, options);
      const age = formatAge(other.at, now, language);
      const state = stateName(other.state, language);
      return m.standing_perhaps({ marketplace, who, age, number: other.number, state }, options);
    }
  }
  const age = formatAge(standing.at, now, language);
  switch (standing.is) {
    case 'draft':
      return m.standing_draft({ age }, options);
    case 'on-its-way':
      return standing.parked ? m.standing_parked({ age }, options) : m.standing_on_its_way({ age }, options);
    case 'draft-elsewhere':
      return standing.by === null
        ? m.standing_draft_other_device({ age }, options)
        : m.standing_draft_of({ who: standing.by, age }, options);
    case 'watched':
      return m.standing_watched({ age }, options);
    case 'not-infringing':
      return m.standing_not_infringing({ age }, options);
  }
}

/** How a listing stands, in a word or two. */
export function standingName(standing: StandingCodes, language: Language = currentLanguage()): string {
  const options = { locale: language };
  switch (standing.is) {
    case 'new':
      return m.standing_short_new({}, options);
    case 'draft':
      return m.standing_short_draft({}, options);
    case 'on-its-way':
      return standing.parked
        ? m.standing_short_parked({}, options)
        : m.standing_short_on_its_way({}, options);
    case 'sent':
      if (standing.lastSeen?.seen === 'live') return m.standing_short_live_again({}, options);
      if (standing.state === 'removed') return m.standing_short_removed({}, options);
      return standing.state === 'duplicate'
        ? m.standing_short_duplicate({}, options)
        : m.standing_short_sent({}, options);
    case 'draft-elsewhere':
      return m.standing_short_draft_of({}, options);
    case 'watched':
      return m.standing_short_watched({}, options);
    case 'not-infringing':
      return m.standing_short_not_infringing({}, options);
    case 'perhaps':
      return m.standing_short_perhaps({}, options);
  }
}

/** How many listings of a seller the organisation has reported, and how many of them are gone. */
export function sellerSentence(
  tally: { reported: number; removed: number },
  language: Language = currentLanguage(),
): string {
  return m.standing_seller(tally, { locale: language });
}
