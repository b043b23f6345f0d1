import { LARGEST_PACKET } from '../packets/codes.ts';
import {
  REASONS,
  type Reason,
  type ReasonCode,
  type RightType,
  reasonByCode,
  reasonsFor,
} from '../reasons.ts';
import type { Bilingual, OwnWords, Places } from './kinds.ts';
import { ONE } from './parts.ts';
import type { Placed, PlacedItem, Procedure } from './procedure.ts';
import { mayBlock } from './sourced.ts';

/** One bound of a channel. */
export interface ChannelLimit {
  most: number;
  /** False where the bound is unverified: it may warn, and nothing is refused for it. */
  mayBlock: boolean;
}

/** What one channel of a marketplace takes. Null: not known. */
export interface ChannelLimits {
  /** Name of the channel within the procedure. */
  channel: string;
  name: Placed<Bilingual> | undefined;
  address: string | null;
  /** Links of one request. */
  links: ChannelLimit | null;
  /** Megabytes of one file, as the marketplace counts them. */
  megabytes: ChannelLimit | null;
  files: ChannelLimit | null;
  /** Endings of file names, without a dot. */
  fileTypes: readonly string[] | null;
  /** Tags of languages in which papers are taken. */
  languages: readonly string[] | null;
}

function limit(value: Placed<number> | undefined): ChannelLimit | null {
  if (value === undefined || value.value === null) return null;
  return { most: value.value, mayBlock: mayBlock(value) };
}

/** The channel by which the program files: the first that is an account on a web page, otherwise the first of which anything is known. */
function mainChannel({ parts }: Procedure): string | null {
  const names = Object.keys(parts.channels);
  return names.find((name) => parts.channels[name]?.type?.value === 'web-account') ?? names[0] ?? null;
}

/** The channel whose limits `limitsFor` gives, with where each is from. */
export function limitsChannel(procedure: Procedure): PlacedItem<'channels'> | undefined {
  const name = mainChannel(procedure);
  return name === null ? undefined : procedure.parts.channels[name];
}

/**
 * What a channel of a marketplace takes: the one that the program files by, unless another is named.
 * @returns null where the marketplace has no channel of this name, or none is known.
 */
export function limitsFor(procedure: Procedure, channel?: string): ChannelLimits | null {
  const name = channel ?? mainChannel(procedure);
  const held = name === null ? undefined : procedure.parts.channels[name];
  if (name === null || held === undefined) return null;
  return {
    channel: name,
    name: held.name,
    address: held.address?.value ?? null,
    links: limit(held.maxLinks),
    megabytes: limit(held.maxMegabytes),
    files: limit(held.maxFiles),
    fileTypes: held.fileTypes?.value ?? null,
    languages: held.languages?.value ?? null,
  };
}

/** Links of a packet where nothing is known of the marketplace, and the most that an unverified value is trusted with. */
const USUAL_LINKS = 300;

/** How many links a packet for this marketplace holds at most: as many as it says that it takes in one request. */
export function packetLinks(procedure: Procedure): number {
  const links = limitsFor(procedure)?.links;
  if (!links) return USUAL_LINKS;
  const most = links.mayBlock ? links.most : Math.min(links.most, USUAL_LINKS);
  return Math.max(1, Math.min(most, LARGEST_PACKET));
}

/** A marketplace's reason that is ours. */
export interface MarketplaceReason {
  /** Name of the reason within the procedure. */
  item: string;
  code: ReasonCode;
  /** In the marketplace's own words; null in a language in which they were not found. */
  wording: OwnWords;
  /** Whether the marketplace's own page says that the two are the same. */
  isVerified: boolean;
  documents: readonly Bilingual[];
  says: Bilingual | null;
}

function reasonItem({ parts }: Procedure, code: ReasonCode): [string, PlacedItem<'reasons'>] | null {
  return Object.entries(parts.reasons).find(([, reason]) => reason.code?.value === code) ?? null;
}

/**
 * The marketplace's own reason for one of ours.
 * @returns null where its list, as far as it was found, names none: it may have one, no list that was found is complete.
 */
export function marketplaceReason(procedure: Procedure, code: ReasonCode): MarketplaceReason | null {
  const found = reasonItem(procedure, code);
  if (!found) return null;
  const [item, reason] = found;
  return {
    item,
    code,
    wording: reason.wording?.value ?? { en: null, zh: null },
    isVerified:
      reason.code !== undefined &&
      mayBlock(reason.code) &&
      reason.wording !== undefined &&
      mayBlock(reason.wording),
    documents: reason.documents?.value ?? [],
    says: reason.says?.value ?? null,
  };
}

/** How much a reason shows of how the holder knows fakes, and what that is on this marketplace; null where that is not known. */
export function revealing(
  procedure: Procedure,
  code: ReasonCode,
): { level: Reason['disclosure']; says: Bilingual | null } {
  const { disclosure } = reasonByCode(code);
  return { level: disclosure, says: reasonItem(procedure, code)?.[1].reveals?.value ?? null };
}

/**
 * The reasons that this right can carry and that reveal less than the chosen one, least first. Whether one is true of a listing only a person
 * can say: it is a pointer, never a choice. Of two that reveal as little, the one that the marketplace's list names stands first.
 */
export function lessRevealing(procedure: Procedure, rightType: RightType, code: ReasonCode): Reason[] {
  const { disclosure } = reasonByCode(code);
  const isNamed = (reason: Reason) => reasonItem(procedure, reason.code) !== null;
  return reasonsFor(rightType)
    .filter((reason) => reason.disclosure < disclosure)
    .sort(
      (one, other) =>
        one.disclosure - other.disclosure ||
        Number(isNamed(other)) - Number(isNamed(one)) ||
        REASONS.indexOf(one) - REASONS.indexOf(other),
    );
}

/** Where rights have to be registered for a marketplace to act on them, with where that is from; undefined where nothing was ever said of it. */
export function placesOf({ parts }: Procedure): Placed<Places> | undefined {
  return parts.rights[ONE]?.places;
}

/** Whether a right that is registered there is one that the marketplace acts on; null where that is not known. */
export function actsOnPlace(procedure: Procedure, place: string): boolean | null {
  const value = placesOf(procedure)?.value ?? null;
  if (value === null) return null;
  return value === 'any' || value.includes(place);
}
