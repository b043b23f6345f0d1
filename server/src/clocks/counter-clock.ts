import type { Clock, CounterState } from '@marketsafe/contract';
import { addChineseWorkdays, addDays, closedInUs } from './business-days.ts';

/** Working days within which a counter-notice is answered: the program's own target, because no marketplace publishes one for complainants. */
const REPLY_DAYS = 3;
/** Days within which a complaint or a suit is shown after a statement of non-infringement arrived (E-Commerce Law, art. 43). */
const SUIT_DAYS = 15;

/** What a clock is read off. */
interface Running {
  state: CounterState;
  receivedOn: string;
  replyBy: string | null;
  forwardedOn: string | null;
  isProven: boolean;
}

/** The clock that runs on a counter-notice; null where nothing is waited for. */
export function counterClockOf({ state, receivedOn, replyBy, forwardedOn, isProven }: Running): Clock | null {
  if (state === 'open') {
    const { due, provisional } =
      replyBy === null ? addChineseWorkdays(receivedOn, REPLY_DAYS) : { due: replyBy, provisional: false };
    return {
      ...{ waitsFor: 'reply', from: receivedOn, due, days: REPLY_DAYS, unit: 'business', provisional },
      closedInUs: closedInUs(receivedOn, due),
    };
  }
  if (state === 'contested' && forwardedOn !== null && !isProven) {
    const due = addDays(forwardedOn, SUIT_DAYS);
    return {
      ...{ waitsFor: 'complaint-or-suit', from: forwardedOn, due, days: SUIT_DAYS, unit: 'calendar' },
      provisional: false,
      closedInUs: closedInUs(forwardedOn, due),
    };
  }
  return null;
}
