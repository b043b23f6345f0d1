// @vitest-environment jsdom
import { m, refusalSentence, setLanguage } from '@marketsafe/words';
import { useLanguage } from '@marketsafe/words/react';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useAttempt } from '../../../../utils/hooks/use-attempt.ts';
import { Refusal } from '../../../../utils/refusals/refusal.ts';
import { mount } from '../../support/mount.ts';

type Attempt = ReturnType<typeof useAttempt>['attempt'];

let attempt: Attempt;

function Screen() {
  useLanguage();
  const made = useAttempt();
  attempt = made.attempt;
  return <p>{made.result && `${made.result.tone}: ${made.result.sentence}`}</p>;
}

async function shown(work: Parameters<Attempt>[0]): Promise<string | null> {
  const { host } = mount(<Screen />);
  await act(() => attempt(work));
  return host.textContent;
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => act(() => setLanguage('en')));

describe('what an action came to', () => {
  test('is said anew in the language that the page changes to', async () => {
    const { host } = mount(<Screen />);
    await act(() => attempt(async () => m.queue_exported));
    expect(host.textContent).toMatch(/^good: The report and its evidence/);
    act(() => setLanguage('zh-CN'));
    expect(host.textContent).toBe(`good: ${m.queue_exported({}, { locale: 'zh-CN' })}`);
  });

  test('is the reason of a refusal, in whatever language is read', async () => {
    const refused = { code: 'too-many-boxes', most: 200 } as const;
    setLanguage('zh-CN');
    const refuse = async () => {
      throw new Refusal(refused);
    };
    expect(await shown(refuse)).toBe(`bad: ${refusalSentence(refused, 'zh-CN')}`);
  });

  test('is never an error’s own text, however much that looks like a sentence', async () => {
    const fail = async () => {
      throw new Error('The key 0xdeadbeef is not in the store.');
    };
    expect(await shown(fail)).toBe(`bad: ${m.refusal_failed()}`);
  });
});
