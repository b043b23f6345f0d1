/**
 * How a packet stands. `built`: put together, waits for a second person. `released`: may go, and waits to be handed in. `sent`: the
 * marketplace has it. `acknowledged`: it said so. `cancelled`: never went out. `withdrawn`: went out and was taken back.
 */
export const PACKET_STATES = ['built', 'released', 'sent', 'acknowledged', 'withdrawn', 'cancelled'] as const;
export type PacketState = (typeof PACKET_STATES)[number];

/** Why a packet goes before others. The marketplace learns that it is urgent, never why: a launch is the holder's own secret. */
export const EXPEDITE_CAUSES = ['safety', 'launch', 'repeat-seller'] as const;
export type ExpediteCause = (typeof EXPEDITE_CAUSES)[number];

/** How a packet reaches the marketplace: its people's own view here, its form, or a letter. */
export const PACKET_CHANNELS = ['desk', 'form', 'mail'] as const;
export type PacketChannel = (typeof PACKET_CHANNELS)[number];

/** What a packet's links are. Claims are about listings alone so far. */
export const TARGET_KINDS = ['listing'] as const;

/** Most links that any packet can hold: their numbers have three digits in the names of its files. How many one takes, its marketplace says. */
export const LARGEST_PACKET = 999;

/** What whoever releases a packet is warned of; none of it keeps it from going. */
export const PACKET_WARNINGS = [
  /** Another lawful reason for such a right reveals less of how the holder tells fakes. */
  'reveals-more-than-needed',
  /** It holds the buyer's order number, which names the account that bought. */
  'order-number-goes',
  /** A whole page that a person released is among the pictures. */
  'whole-page-goes',
  /** A file that was added, and might go, stays: no copy of it could be made that is free of what a camera or a program wrote into it. */
  'file-stays',
  /** The marketplace takes fewer links in one request. */
  'more-links-than-taken',
  /** There is no picture of a listing that may go. */
  'no-picture',
  /** The complainant has no address for the marketplace to write to. */
  'no-contact',
  /** The explanation is in one language alone. */
  'one-language',
  /** The right expires within thirty days. */
  'right-expires-soon',
] as const;
export type PacketWarningCode = (typeof PACKET_WARNINGS)[number];

/** What keeps a packet from being released. */
export const PACKET_FAULTS = [
  'file-missing',
  'file-damaged',
  'file-unreadable',
  'right-does-not-stand',
  'no-links',
] as const;
export type PacketFaultCode = (typeof PACKET_FAULTS)[number];

/** The files that a packet goes out as. */
export const PACKET_FILES = [
  'links.txt',
  'statement.txt',
  'links.csv',
  'links.xlsx',
  'cover.pdf',
  'evidence.zip',
] as const;
export type PacketFileName = (typeof PACKET_FILES)[number];
