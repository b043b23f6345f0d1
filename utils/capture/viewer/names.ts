import type { ViewerSigns } from '../../marketplaces/viewer-signs.ts';
import { attribute, queryAll, textOf } from '../../page/natives.ts';
import type { ShownPage } from './shown-page.ts';

const MOST_TEXTS = 100;
/** Most elements that are read for a name. */
const MOST_SIGNED = 40;
const LONGEST_TEXT = 300;
const CHINESE = /\p{Script=Han}{2}/u;
/** Shorter texts would take letters out of words everywhere; a Chinese name of two characters is whole. */
const SHORTEST_TEXT = 3;
/** How much of the page's state about the viewer is looked at, in UTF-16 units. */
const LONGEST_RECORD = 4_000;
/** Fields of a record about the viewer that hold a name, an address or a number of theirs. */
const TELLING_FIELDS =
  'nick|nickName|displayNick|userName|username|loginId|loginName|name|firstName|lastName|fullName|email|phone|mobile|address';

/** What stands around a name in a greeting. */
const GREETING =
  /^(?:(?:hi|hello|hey|welcome(?: back)?|hola|bienvenid[oa]|merhaba|hoş geldin(?:iz)?|halo|hai|你好|您好|欢迎(?:您|来到|回来)?|嗨|亲)[\s,，、!！:：]*)+/iu;
const AFTER_NAME = /(?:['’]s (?:account|profile)|[!！,，。.:：…\s])+$/iu;
/** What stands in a name's place where nobody is signed in. */
const NOBODY =
  /^(?:(?:my |your )?(?:account|profile|name)|sign[ -]?(?:in|up|out)(?: ?[/|] ?(?:register|join|sign[ -]?up))?|log ?(?:in|out)|register|join(?: free)?|guest|user|buyer|welcome|giriş yap|üye ol|hesabım|akun(?: saya)?|masuk|daftar|cuenta|mi cuenta|请登录|免费登录|登录|登入|注册|免费注册|我的淘宝|我的阿里|会员|游客|来天猫|喵)$/iu;
/** A greeting to everybody names the site. */
const SITE =
  /aliexpress|alibaba|taobao|tmall|goofish|lazada|daraz|trendyol|miravia|阿里巴巴|淘宝|天猫|闲鱼/iu;
/** Words before an address. */
const BEFORE_ADDRESS =
  /^(?:deliver(?:y|ing)? to|ship(?:ping)? to|to|送至|配送至|至|收货地址|teslimat adresi|entregar en|kirim ke)[\s:：]*/iu;

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
}

function isTelling(text: string): boolean {
  return (
    (text.length >= SHORTEST_TEXT || CHINESE.test(text)) &&
    !NOBODY.test(text) &&
    !SITE.test(text) &&
    !/^\d{1,3}\+?$/.test(text)
  );
}

/** The name in a text that greets somebody or names an account. */
function nameIn(text: string): string {
  return plain(text).replace(GREETING, '').replace(AFTER_NAME, '').trim();
}

/**
 * An address as it may be said elsewhere: whole, and each part with a number in it. A country or a city alone tells nobody who the
 * viewer is, and the listing may name it for reasons of its own.
 */
function addressesIn(text: string): string[] {
  const whole = plain(text).replace(BEFORE_ADDRESS, '').trim();
  const parts = whole.split(/[,，;；|/]/u).map((part) => part.trim());
  const exact = parts.filter((part) => part.length >= 4 && /\d/.test(part));
  return exact.length > 0 || CHINESE.test(whole.slice(4)) ? [whole, ...exact] : [];
}

function unquoted(written: string): string {
  try {
    return String(JSON.parse(`"${written.replace(/\\'/g, "'").replace(/\\x/g, '\\u00')}"`));
  } catch {
    return written;
  }
}

/** Every text that stands behind one of these names in a script, however the names are quoted. */
function fieldTexts(script: string, fields: string): string[] {
  const found = script.matchAll(
    new RegExp(`["']?\\b(?:${fields})["']?\\s*[:=]\\s*(["'])((?:[^"'\\\\\\n]|\\\\.){1,300})\\1`, 'gu'),
  );
  return [...found].map((match) => unquoted(match[2] ?? ''));
}

/** The object that a script gives a name to, up to its closing brace. */
function* recordsIn(script: string, name: string): Generator<string> {
  for (let at = script.indexOf(name); at >= 0; at = script.indexOf(name, at + name.length)) {
    const start = script.slice(at + name.length, at + name.length + 12).search(/\{/);
    if (start < 0) continue;
    const text = script.slice(at + name.length + start, at + name.length + start + LONGEST_RECORD);
    let depth = 0;
    for (let end = 0; end < text.length; end += 1) {
      if (text[end] === '{') depth += 1;
      else if (text[end] === '}') depth -= 1;
      if (depth === 0) {
        yield text.slice(0, end + 1);
        break;
      }
    }
  }
}

function stateTexts(root: Element | ShadowRoot, { state, records }: ViewerSigns): string[] {
  return queryAll(root, 'script:not([src])').flatMap((element) => {
    const script = textOf(element) ?? '';
    return [
      ...(state.length > 0 ? fieldTexts(script, state.join('|')) : []),
      ...records.flatMap((name) =>
        [...recordsIn(script, name)].flatMap((record) => fieldTexts(record, TELLING_FIELDS)),
      ),
    ];
  });
}

/** What an element says: its own text, what is shown below it, shadow trees and generated text too, or else what it is called. */
function saidAt({ pieces, elements }: ShownPage, element: Element): string[] {
  const below = new Set<Element>();
  for (const one of elements)
    if (one.element === element || (one.parent && below.has(one.parent.element))) below.add(one.element);
  const seen = pieces.filter((piece) => below.has(piece.element)).map(({ text }) => text);
  const own = textOf(element) ?? '';
  const called = ['alt', 'title', 'aria-label'].map((name) => attribute(element, name) ?? '');
  const all = [own, seen.join(' ')];
  return all.every((text) => text.trim() === '') ? called : all;
}

/**
 * The texts that name the viewer on a page: account names and exact addresses, from where the page shows them and from its inline
 * state, without greetings and without what stands there while nobody is signed in.
 */
export function readViewerNames(shown: ShownPage, signs: ViewerSigns): string[] {
  const said = (selectors: readonly string[]) =>
    shown.roots
      .flatMap(({ root }) => queryAll(root, selectors.join(', ')))
      .slice(0, MOST_SIGNED)
      .flatMap((element) => saidAt(shown, element));
  const states = shown.roots.flatMap(({ root }) => stateTexts(root, signs));
  const texts = [
    ...[...said(signs.names), ...states].map(nameIn),
    ...said(signs.addresses).flatMap(addressesIn),
  ];
  return [...new Set(texts.filter(isTelling))].slice(0, MOST_TEXTS);
}
