import type { CaptureManifest, Limitation } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatNumber } from '../units/numbers.ts';
import { joinTexts } from '../units/sentences.ts';

/** Something said of a capture, by name. Values are the record's own where no language has them. */
export interface Line {
  name: string;
  value: string;
}

/** How the page came: what the browser told of the exchange with the marketplace's server. Cookies are never among it. */
export function networkLines(
  { url, exchange }: CaptureManifest['request'],
  language: Language = currentLanguage(),
): Line[] {
  const locale = { locale: language };
  const said: [name: string, value: string | undefined][] = [
    [m.evidence_label_address({}, locale), url],
    [m.evidence_label_status({}, locale), exchange?.status?.toString()],
    [m.evidence_label_protocol({}, locale), exchange?.protocol],
    [m.evidence_label_server_address({}, locale), exchange?.serverAddress],
    [m.evidence_label_from_cache({}, locale), yesOrNo(exchange?.fromCache, language)],
    ...(exchange?.redirects ?? []).map((redirect): [string, string] => [
      m.evidence_label_redirected({ status: redirect.status }, locale),
      `${redirect.url} → ${redirect.location}`,
    ]),
    ...(exchange?.headers ?? []).map(({ name, value }): [string, string] => [
      m.evidence_label_header({ name }, locale),
      value,
    ]),
  ];
  return said.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

function yesOrNo(value: boolean | undefined, language: Language): string | undefined {
  if (value === undefined) return undefined;
  return (value ? m.evidence_yes : m.evidence_no)({}, { locale: language });
}

/** How the marketplace's server answered, as far as the browser told, in one line without a name. */
export function answerText(
  exchange: NonNullable<CaptureManifest['request']['exchange']>,
  language: Language = currentLanguage(),
): string {
  const { status, protocol, serverAddress, fromCache, redirects } = exchange;
  const locale = { locale: language };
  const said = [
    ...(status === undefined ? [] : [m.evidence_answer_status({ status }, locale)]),
    ...(protocol ? [m.evidence_answer_protocol({ protocol }, locale)] : []),
    ...(serverAddress === undefined ? [] : [m.evidence_answer_address({ address: serverAddress }, locale)]),
    ...(fromCache === true ? [m.evidence_answer_cached({}, locale)] : []),
    ...(redirects.length > 0 ? [m.evidence_answer_redirects({ count: redirects.length }, locale)] : []),
  ];
  return said.length > 0 ? joinTexts(said, 'phrases', language) : m.evidence_answer_unknown({}, locale);
}

/** The same with what it is about. */
export function answerSummary(
  exchange: NonNullable<CaptureManifest['request']['exchange']>,
  language: Language = currentLanguage(),
): string {
  return m.evidence_answer_summary({ said: answerText(exchange, language) }, { locale: language });
}

/** Which device, person, tool and browser made a capture. `signature` is the device's, as text. */
export function deviceLines(
  { device, operator, tool, env }: Pick<CaptureManifest, 'device' | 'operator' | 'tool' | 'env'>,
  signature: string | null,
  language: Language = currentLanguage(),
): Line[] {
  const locale = { locale: language };
  return [
    { name: m.evidence_label_device({}, locale), value: device.deviceId },
    {
      name: m.evidence_label_chain({}, locale),
      value: m.evidence_chain_number({ number: formatNumber(device.sequence, 0, language) }, locale),
    },
    {
      name: m.evidence_label_previous({}, locale),
      value: device.previous ?? m.evidence_previous_none({}, locale),
    },
    ...(signature === null ? [] : [{ name: m.evidence_label_signature({}, locale), value: signature }]),
    { name: m.evidence_label_operator({}, locale), value: operatorText(operator, language) },
    { name: m.evidence_label_tool({}, locale), value: toolText(tool, language) },
    { name: m.evidence_label_browser({}, locale), value: env.userAgent },
    {
      name: m.evidence_label_platform({}, locale),
      value: [env.platform, env.language].filter(Boolean).join(' · '),
    },
    { name: m.evidence_label_window({}, locale), value: windowText(env, language) },
    { name: m.evidence_label_time_zone({}, locale), value: env.timeZone },
  ];
}

/** That a capture is of the first version, what that lacks and what to do. */
export function firstRecordSentence(language: Language = currentLanguage()): string {
  return m.evidence_first_record({}, { locale: language });
}

/** Tool and browser as a record of the first version names them: it has neither device nor person. */
export function firstRecordLines(
  {
    tool,
    env,
  }: { tool: { name: string; version: string }; env?: { userAgent: string; timeZone: string } | undefined },
  language: Language = currentLanguage(),
): Line[] {
  const locale = { locale: language };
  return [
    { name: m.evidence_label_tool({}, locale), value: `${tool.name} ${tool.version}` },
    ...(env
      ? [
          { name: m.evidence_label_browser({}, locale), value: env.userAgent },
          { name: m.evidence_label_time_zone({}, locale), value: env.timeZone },
        ]
      : []),
  ];
}

/** Who was signed in when a capture was made, by the pseudonyms in its record. */
export function operatorText(
  operator: CaptureManifest['operator'],
  language: Language = currentLanguage(),
): string {
  return operator
    ? m.evidence_operator(
        { user: operator.userId, organisation: operator.organisationId },
        { locale: language },
      )
    : m.evidence_operator_none({}, { locale: language });
}

/** What a capture was made with: version and sources, and what read the facts. */
export function toolText(tool: CaptureManifest['tool'], language: Language = currentLanguage()): string {
  const { name, version, commit, adapter } = tool;
  const locale = { locale: language };
  const parts = [
    m.evidence_tool({ name, version, commit }, locale),
    ...(adapter ? [m.evidence_tool_adapter({ adapter: adapter.id, version: adapter.version }, locale)] : []),
  ];
  return joinTexts(parts, 'clauses', language);
}

/** Size of the browser's window, how fine its pixels are and how far it was zoomed. */
export function windowText(
  { viewport, devicePixelRatio, zoom }: CaptureManifest['env'],
  language: Language = currentLanguage(),
): string {
  const said = {
    width: formatNumber(viewport.width, 0, language),
    height: formatNumber(viewport.height, 0, language),
    ratio: formatNumber(devicePixelRatio, 2, language),
    zoom: formatNumber(zoom * 100, 0, language),
  };
  return m.evidence_window_size(said, { locale: language });
}

/** Limitations with which the pictures reach down to the page's end and still are not the whole page. */
const NOT_WHOLE: readonly Limitation[] = ['width-cut', 'content-clipped', 'page-grew'];

/** How much of the page the pictures cover, what parts of it hold more, and how many of the page's pictures had not loaded. */
export function coverageSentences(
  { page, limitations }: Pick<CaptureManifest, 'page' | 'limitations'>,
  language: Language = currentLanguage(),
): string[] {
  const { covered, clipped = [], imagesUnfinished } = page;
  const locale = { locale: language };
  // Of a page that did not answer nothing else is known.
  if (page.scroll === null) return [m.evidence_covered_unknown({}, locale)];
  const px = (length: number) => formatNumber(length, 0, language);
  const [height, of] = [px(covered.height), px(covered.of)];
  const isWhole = !NOT_WHOLE.some((code) => limitations.includes(code));
  const toTheEnd = isWhole ? m.evidence_covered_whole : m.evidence_covered_height;
  return [
    covered.height >= covered.of ? toTheEnd({ of }, locale) : m.evidence_covered_part({ height, of }, locale),
    ...clipped.map(({ area, of: whole }) => {
      const part = { width: px(area.width), height: px(area.height), x: px(area.x), y: px(area.y) };
      if (!whole) return m.evidence_clipped_unknown(part, locale);
      const held = { wholeWidth: px(whole.width), wholeHeight: px(whole.height) };
      return m.evidence_clipped_part({ ...part, ...held }, locale);
    }),
    ...(imagesUnfinished > 0
      ? [m.evidence_images_unfinished({ number: formatNumber(imagesUnfinished, 0, language) }, locale)]
      : []),
  ];
}
