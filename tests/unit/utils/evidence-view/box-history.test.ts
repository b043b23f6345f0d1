import { describe, expect, it } from 'vitest';
import { NO_HISTORY, recorded, redone, undone } from '../../../../utils/evidence-view/box-history.ts';

const at = (x: number) => [{ x, y: 0, width: 10, height: 10 }];

describe('undoing what was done to boxes', () => {
  it('goes back step by step and forward again', () => {
    const history = recorded(recorded(NO_HISTORY, [], 'add 0'), at(1), 'drag 7');
    const back = undone(history, at(2));
    expect(back?.boxes).toEqual(at(1));
    const further = back && undone(back.history, back.boxes);
    expect(further?.boxes).toEqual([]);
    expect(further && undone(further.history, further.boxes)).toBeNull();
    const forward = further && redone(further.history, further.boxes);
    expect(forward?.boxes).toEqual(at(1));
    expect(forward && redone(forward.history, forward.boxes)?.boxes).toEqual(at(2));
  });

  it('takes a key that is held down as one step', () => {
    const history = [1, 2, 3].reduce((past, x) => recorded(past, at(x), 'move 0'), NO_HISTORY);
    expect(undone(history, at(4))?.boxes).toEqual(at(1));
  });

  it('forgets what was undone when something else is done', () => {
    const back = undone(recorded(NO_HISTORY, [], 'add 0'), at(1));
    const other = back && recorded(back.history, back.boxes, 'add 0');
    expect(other && redone(other, at(9))).toBeNull();
  });
});
