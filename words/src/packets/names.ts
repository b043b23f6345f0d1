import type {
  ExpediteCause,
  LEFT_OUT_CAUSES,
  PacketChannel,
  PacketFaultCode,
  PacketState,
  PacketWarningCode,
} from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const STATES = {
  built: m.packets_state_built,
  released: m.packets_state_released,
  sent: m.packets_state_sent,
  acknowledged: m.packets_state_acknowledged,
  withdrawn: m.packets_state_withdrawn,
  cancelled: m.packets_state_cancelled,
} satisfies Record<PacketState, unknown>;

/** How a packet stands; a state that this version does not know stands for itself. */
export function packetStateName(state: string, language: Language = currentLanguage()): string {
  return known(STATES, state)?.({}, { locale: language }) ?? state;
}

const CHANNELS = {
  desk: m.packets_channel_desk,
  form: m.packets_channel_form,
  mail: m.packets_channel_mail,
} satisfies Record<PacketChannel, unknown>;

/** How a packet reaches the marketplace. */
export function packetChannelName(channel: PacketChannel, language: Language = currentLanguage()): string {
  return CHANNELS[channel]({}, { locale: language });
}

const EXPEDITED = {
  safety: m.packets_expedited_safety,
  launch: m.packets_expedited_launch,
  'repeat-seller': m.packets_expedited_repeat,
} satisfies Record<ExpediteCause, unknown>;

/** Why a packet goes before others. */
export function expediteCauseName(cause: ExpediteCause, language: Language = currentLanguage()): string {
  return EXPEDITED[cause]({}, { locale: language });
}

const WARNINGS = {
  'reveals-more-than-needed': m.packets_warning_reveals,
  'order-number-goes': m.packets_warning_order,
  'whole-page-goes': m.packets_warning_page,
  'file-stays': m.packets_warning_file_stays,
  'more-links-than-taken': m.packets_warning_links,
  'no-picture': m.packets_warning_no_picture,
  'no-contact': m.packets_warning_no_contact,
  'one-language': m.packets_warning_one_language,
  'right-expires-soon': m.packets_warning_expires,
} satisfies Record<PacketWarningCode, unknown>;

/** What whoever releases a packet should know. */
export function packetWarningSentence(
  code: PacketWarningCode,
  language: Language = currentLanguage(),
): string {
  return WARNINGS[code]({}, { locale: language });
}

const FAULTS = {
  'file-missing': m.packets_fault_missing,
  'file-damaged': m.packets_fault_damaged,
  'file-unreadable': m.packets_fault_unreadable,
  'right-does-not-stand': m.packets_fault_right,
  'no-links': m.packets_fault_no_links,
} satisfies Record<PacketFaultCode, unknown>;

/** What keeps a packet from going. @param file which file it is about; empty where it is about none */
export function packetFaultSentence(
  { code, file }: { code: PacketFaultCode; file: string },
  language: Language = currentLanguage(),
): string {
  return FAULTS[code]({ file }, { locale: language });
}

const LEFT_OUT = {
  'moved-on': m.packets_left_out_moved,
  'file-missing': m.packets_left_out_missing,
  'file-damaged': m.packets_left_out_damaged,
  'file-unreadable': m.packets_left_out_unreadable,
} satisfies Record<(typeof LEFT_OUT_CAUSES)[number], unknown>;

/** Why a claim is in no packet, although it was to be. */
export function leftOutSentence(
  { number, cause }: { number: string; cause: (typeof LEFT_OUT_CAUSES)[number] },
  language: Language = currentLanguage(),
): string {
  return LEFT_OUT[cause]({ number }, { locale: language });
}

const COLUMNS = {
  claim: m.packets_column_claim,
  url: m.packets_column_url,
  item: m.packets_column_item,
  title: m.packets_column_title,
  price: m.packets_column_price,
  currency: m.packets_column_currency,
  seller: m.packets_column_seller,
  sellerId: m.packets_column_seller_id,
  capturedOn: m.packets_column_captured,
  explanationZh: m.packets_column_explanation_zh,
  explanationEn: m.packets_column_explanation_en,
  files: m.packets_column_files,
};

/** Head of a column of the table of links. */
export function packetColumn(column: keyof typeof COLUMNS, language: Language = currentLanguage()): string {
  return COLUMNS[column]({}, { locale: language });
}
