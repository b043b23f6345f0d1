/** Which of a page's listings are chosen, and how a person chooses them; keys in page order. */
export interface Choice {
  readonly chosen: ReadonlySet<string>;
  /** From which one the next span goes. */
  readonly anchor: string | undefined;
}

export const NO_CHOICE: Choice = { chosen: new Set(), anchor: undefined };

/** Chooses one, or takes it out. */
export function toggle({ chosen }: Choice, key: string): Choice {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return { chosen: next, anchor: key };
}

/** Chooses all from the one that was chosen last up to this one; only this one where there was none. */
export function chooseSpan(choice: Choice, order: readonly string[], key: string): Choice {
  const [from, to] = [order.indexOf(choice.anchor ?? key), order.indexOf(key)];
  if (from < 0 || to < 0) return toggle(choice, key);
  const span = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set([...choice.chosen, ...span]), anchor: choice.anchor ?? key };
}

/** Chooses these too. */
export function chooseAll(choice: Choice, keys: readonly string[]): Choice {
  return { ...choice, chosen: new Set([...choice.chosen, ...keys]) };
}

/** What of a choice is still there, in page order. */
export function chosenOf({ chosen }: Choice, order: readonly string[]): string[] {
  return order.filter((key) => chosen.has(key));
}
