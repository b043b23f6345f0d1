import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { followNotifications, notifyOfAnswers } from '../../../../utils/notifications/notify.ts';
import { fakeBrowser } from '../../support/browser.ts';

const ANSWER = { draftId: 'd1', number: 'MS-7K3P-Q9XD', outcome: 'removed' };
const PAGE = 'extension:/workspace.html';

let settings: { discreet?: boolean };
beforeEach(() => {
  fakeBrowser.reset();
  settings = {};
  fakeBrowser.answer({
    'storage.local.get': async () => ({ settings }),
    'runtime.getURL': (path: unknown) => `extension:${String(path)}`,
    'notifications.create': async (id: unknown) => id,
    'notifications.clear': async () => true,
    'tabs.query': async () => [],
    'tabs.create': async () => ({}),
  });
});

const shown = () =>
  fakeBrowser.callsOf('notifications.create').map(([id, given]) => {
    const { title, message } = given as { title: string; message: string };
    return { id, title, message };
  });

describe('a notification', () => {
  it('says number and outcome, and nothing else', async () => {
    await notifyOfAnswers([ANSWER]);
    expect(shown()).toEqual([{ id: 'answer/d1', title: 'MS-7K3P-Q9XD', message: 'Removed' }]);
  });

  it('is one where many answers come together', async () => {
    await notifyOfAnswers(Array.from({ length: 40 }, (_, index) => ({ ...ANSWER, draftId: String(index) })));
    expect(shown()).toEqual([
      { id: 'answers', title: '40 reports were answered', message: 'Open the reports' },
    ]);
  });

  it('is not shown in discreet mode', async () => {
    settings = { discreet: true };
    await notifyOfAnswers([ANSWER]);
    expect(shown()).toEqual([]);
  });

  it('that is clicked opens its report', async () => {
    followNotifications();
    fakeBrowser.emit('notifications.onClicked', 'answer/d1');
    await vi.waitFor(() =>
      expect(fakeBrowser.callsOf('tabs.create')).toEqual([[{ url: `${PAGE}#/draft/d1` }]]),
    );
    expect(fakeBrowser.callsOf('notifications.clear')).toEqual([['answer/d1']]);
  });
});
