/** Leads the focus to an element of the page, and opens what it is folded into. */
export function focusOn(id: string): void {
  const element = document.getElementById(id);
  for (let fold = element?.closest('details'); fold; fold = fold.parentElement?.closest('details')) {
    fold.open = true;
  }
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}
