import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followNotifications, notifyOfAnswers } from '../../../../utils/notifications/notify.ts';
import { writeSettings } from '../../../../utils/settings/settings.ts';

const ANSWER = { draftId: 'd1', number: 'MS-7K3P-Q9XD', outcome: 'removed' };

let shown: { id: string; title: string; message: string }[];
beforeEach(() => {
  fakeBrowser.reset();
  shown = [];
  vi.spyOn(browser.notifications, 'create').mockImplementation(async (...given: unknown[]) => {
    const [id, { title, message }] = given as [string, { title: string; message: string }];
    shown.push({ id, title, message });
    return id;
  });
});

describe('a notification', () => {
  it('says number and outcome, and nothing else', async () => {
    await notifyOfAnswers([ANSWER]);
    expect(shown).toEqual([{ id: 'answer/d1', title: 'MS-7K3P-Q9XD', message: 'Removed' }]);
  });

  it('is one where many answers come together', async () => {
    await notifyOfAnswers(Array.from({ length: 40 }, (_, index) => ({ ...ANSWER, draftId: String(index) })));
    expect(shown).toEqual([
      { id: 'answers', title: '40 reports were answered', message: 'Open the reports' },
    ]);
  });

  it('is not shown in discreet mode, nor where the person has not allowed it', async () => {
    await writeSettings({ discreet: true });
    await notifyOfAnswers([ANSWER]);
    expect(shown).toEqual([]);
    await writeSettings({ discreet: false });
    vi.spyOn(browser, 'notifications', 'get').mockReturnValue(undefined as never);
    await notifyOfAnswers([ANSWER]);
    expect(shown).toEqual([]);
    vi.restoreAllMocks();
  });

  it('that is clicked opens its report, in the tab of the workspace where there is one', async () => {
    followNotifications();
    const created = vi.spyOn(browser.tabs, 'create');
    await fakeBrowser.notifications.onClicked.trigger('answer/d1');
    await vi.waitFor(() => expect(created).toHaveBeenCalledTimes(1));
    expect(String(created.mock.calls[0]?.[0].url)).toContain('/workspace.html#/draft/d1');
  });
});
