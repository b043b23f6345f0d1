import type { SellerList } from '@marketsafe/contract';
import {
  currentLanguage,
  formatAge,
  joinSentences,
  listedSellerSentence,
  m,
  type StandingCodes,
  sellerListName,
  standingName,
  standingSentence,
} from '@marketsafe/words';
import { FONTS } from '../page/button-look.ts';
import { append, createElement, documentElementOf, rectOf, remove } from '../page/natives.ts';
import { type ChoiceKey, choiceKeyOf } from './choice-keys.ts';
import { MARKS_SHEET } from './marks-look.ts';

/** One listing as it is marked on the page. */
export interface MarkedCard {
  key: string;
  /** What it is called, for who does not see where its mark stands. */
  title: string;
  place: Element;
  standing: StandingCodes;
  /** The list of the organisation's that its seller is on. */
  listed: SellerList | null;
  chosen: boolean;
}

/** What a person does with the marks. Only what a person does is told, never what a script of the page pretends. */
export interface MarksTold {
  choose(key: string, isSpan: boolean): void;
  chooseSeller(key: string): void;
  chooseNew(): void;
  clear(): void;
  goOn(): void;
}

/** Marks on the listings of a page, in a closed shadow tree: the page sees one element more and nothing of what is in it. */
export interface CardMarks {
  /** Marks these listings, and no others. */
  show(cards: readonly MarkedCard[]): void;
  /** The page has moved what is marked. */
  place(): void;
  remove(): void;
}

/** How a standing looks. */
function toneOf(standing: StandingCodes): string {
  if (standing.is === 'sent')
    return standing.state === 'duplicate' ? 'twin' : standing.state === 'removed' ? 'removed' : 'sent';
  return standing.is;
}

/** Who and when, where somebody else has something on it. */
function aboutOf(standing: StandingCodes, now: number): string {
  if (standing.is === 'new') return '';
  const { at, by } = standing.is === 'perhaps' ? standing.other : { by: null, ...standing };
  return [by, formatAge(at, now)].filter(Boolean).join(' · ');
}

export function createCardMarks(page: Document, told: MarksTold): CardMarks {
  const host = createElement(page, 'div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = createElement(page, 'style');
  sheet.textContent = MARKS_SHEET;
  const list = createElement(page, 'div');
  list.setAttribute('role', 'group');
  const bar = createElement(page, 'div');
  bar.className = 'bar';
  bar.setAttribute('role', 'group');
  root.append(sheet, list, bar);
  let cards: readonly MarkedCard[] = [];
  const marks = new Map<string, HTMLElement>();
  let current: string | undefined;

  const focusOn = (key: string | undefined) => {
    if (key === undefined) return;
    current = key;
    for (const [each, mark] of marks) mark.tabIndex = each === key ? 0 : -1;
    marks.get(key)?.focus();
  };
  const step = (by: number, isSpan: boolean) => {
    const at = cards.findIndex(({ key }) => key === current);
    const next = cards[Math.min(Math.max(at + by, 0), cards.length - 1)];
    if (!next) return;
    if (isSpan) told.choose(next.key, true);
    focusOn(next.key);
  };
  const act = (does: ChoiceKey, key: string, isSpan: boolean) => {
    switch (does) {
      case 'choose':
        return told.choose(key, isSpan);
      case 'next':
        return step(1, isSpan);
      case 'previous':
        return step(-1, isSpan);
      case 'all-new':
        return told.chooseNew();
      case 'all-of-seller':
        return told.chooseSeller(key);
      case 'clear':
        return told.clear();
      case 'go-on':
        return told.goOn();
    }
  };
  const pressed = (event: KeyboardEvent, key: string) => {
    const does = event.isTrusted ? choiceKeyOf(event) : undefined;
    if (!does) return;
    event.preventDefault();
    act(does, key, event.shiftKey);
  };
  // What is done here is none of the page's.
  for (const type of ['click', 'pointerdown', 'mousedown', 'keydown', 'keyup', 'keypress', 'dblclick']) {
    root.addEventListener(type, (event) => event.stopPropagation());
  }

  const markOf = (key: string): HTMLElement => {
    const there = marks.get(key);
    if (there) return there;
    const mark = createElement(page, 'div');
    mark.setAttribute('role', 'checkbox');
    mark.tabIndex = -1;
    mark.append(...(['i', 'b', 'em', 'span'] as const).map((name) => createElement(page, name)));
    mark.addEventListener('click', (event) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      told.choose(key, event.shiftKey);
      focusOn(key);
    });
    mark.addEventListener('keydown', (event) => pressed(event, key));
    marks.set(key, mark);
    return mark;
  };
  const draw = (card: MarkedCard, now: number) => {
    const mark = markOf(card.key);
    const [, name, list, about] = mark.children;
    const sentence = joinSentences(
      [
        standingSentence(card.standing, now),
        card.listed === null ? '' : listedSellerSentence({ list: card.listed, why: '' }),
      ].filter((each) => each !== ''),
    );
    mark.className = `mark ${toneOf(card.standing)}`;
    mark.setAttribute('aria-checked', String(card.chosen));
    mark.setAttribute('aria-label', [card.title, sentence || standingName(card.standing)].join('. '));
    mark.title = sentence;
    if (name) name.textContent = standingName(card.standing);
    if (list) list.textContent = card.listed === null ? '' : sellerListName(card.listed);
    list?.classList.toggle('allowed', card.listed === 'allow');
    if (about) about.textContent = aboutOf(card.standing, now);
    return mark;
  };
  const button = (label: string, act: () => void, isMain = false) => {
    const made = createElement(page, 'button');
    made.type = 'button';
    made.textContent = label;
    made.toggleAttribute('data-main', isMain);
    made.addEventListener('click', (event) => event.isTrusted && act());
    return made;
  };
  const drawBar = () => {
    const chosen = cards.filter((card) => card.chosen);
    bar.hidden = chosen.length === 0;
    if (chosen.length === 0) return;
    const count = createElement(page, 'output');
    count.textContent = m.cards_chosen({ count: chosen.length });
    const last = chosen.find(({ key }) => key === current) ?? chosen.at(-1);
    bar.replaceChildren(
      count,
      button(m.cards_go_on(), told.goOn, true),
      button(m.cards_same_seller(), () => last && told.chooseSeller(last.key)),
      button(m.cards_choose_new(), told.chooseNew),
      button(m.cards_clear(), told.clear),
    );
  };
  const place = () => {
    // All reads before all writes: one layout for all of them.
    const rects = cards.map(({ place: at }) => rectOf(at));
    const [left, top] = [window.scrollX, window.scrollY];
    cards.forEach(({ key }, index) => {
      const mark = marks.get(key);
      const rect = rects[index];
      if (!mark || !rect) return;
      const isShown = rect.width > 0 && rect.height > 0;
      mark.hidden = !isShown;
      mark.style.transform = `translate(${Math.round(rect.left + left + 6)}px,${Math.round(rect.top + top + 6)}px)`;
      mark.style.maxWidth = `${Math.max(70, Math.round(rect.width - 12))}px`;
    });
  };
  return {
    show(next) {
      cards = next;
      const now = Date.now();
      const keys = new Set(next.map(({ key }) => key));
      for (const [key, mark] of marks) {
        if (keys.has(key)) continue;
        mark.remove();
        marks.delete(key);
      }
      list.lang = currentLanguage();
      bar.lang = currentLanguage();
      list.style.fontFamily = FONTS[currentLanguage()];
      bar.style.fontFamily = FONTS[currentLanguage()];
      list.setAttribute('aria-label', m.cards_marks());
      const drawn = next.map((card) => draw(card, now));
      drawn.forEach((mark, index) => {
        if (list.children[index] !== mark) list.insertBefore(mark, list.children[index] ?? null);
      });
      if (current === undefined || !keys.has(current)) current = next[0]?.key;
      for (const [key, mark] of marks) mark.tabIndex = key === current ? 0 : -1;
      drawBar();
      const to = documentElementOf(page);
      if (to && host.parentElement !== to) append(to, host);
      place();
    },
    place,
    remove: () => remove(host),
  };
}
