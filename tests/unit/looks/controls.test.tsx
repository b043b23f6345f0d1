// @vitest-environment jsdom
import {
  Announcer,
  Button,
  Check,
  CopyButton,
  Dialog,
  Field,
  Folded,
  Notice,
  Table,
  Tabs,
  Toast,
} from '@marketsafe/looks';
import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { click, mount, one } from '../support/mount.ts';

describe('a button', () => {
  it('does nothing while what it began is under way, and hands in no form, but keeps the focus', async () => {
    const press = vi.fn();
    const submit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    const form = (busy: boolean) => (
      <form onSubmit={submit}>
        <Button type="submit" busy={busy} onClick={press}>
          Send
        </Button>
      </form>
    );
    const { show } = mount(form(false));
    one('button').focus();
    show(form(true));
    await click('button');
    expect(press).not.toHaveBeenCalled();
    expect(submit).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(one('button'));
    show(form(false));
    await click('button');
    expect([press.mock.calls.length, submit.mock.calls.length]).toEqual([1, 1]);
  });

  it('tells assistive technology whether it works or has nothing to do', () => {
    const { show } = mount(<Button busy>Send</Button>);
    expect([one('button').ariaDisabled, one('button').ariaBusy]).toEqual(['true', 'true']);
    show(<Button unavailable>Send</Button>);
    expect([one('button').ariaDisabled, one('button').getAttribute('aria-busy')]).toEqual(['true', null]);
    show(<Button>Send</Button>);
    expect(one('button').getAttribute('aria-disabled')).toBeNull();
  });
});

describe('a field', () => {
  it('is connected with its label, its help and its problem', () => {
    const field = (problem: string | null) => (
      <Field label="Reason" help="One line." problem={problem}>
        {(control) => <input {...control} />}
      </Field>
    );
    const { show } = mount(field(null));
    const described = () => document.getElementById(one('input').getAttribute('aria-describedby') ?? '');
    expect(one<HTMLInputElement>('input').labels?.[0]?.textContent).toBe('Reason');
    expect(described()?.textContent).toBe('One line.');
    expect(one('input').getAttribute('aria-invalid')).toBeNull();
    show(field('Say why.'));
    expect(described()?.textContent).toBe(' Say why.One line.');
    expect(one('input').getAttribute('aria-invalid')).toBe('true');
    expect(one('[role="alert"]').textContent).toContain('Say why.');
  });

  it('has no description where there is nothing to describe', () => {
    mount(<Field label="E-mail">{(control) => <input {...control} />}</Field>);
    expect(one('input').getAttribute('aria-describedby')).toBeNull();
  });

  it('with a box is ticked by its label', async () => {
    const ticked = vi.fn();
    mount(
      <Check checked={false} help="Help" onCheck={ticked}>
        Keep
      </Check>,
    );
    await click('strong');
    expect(ticked).toHaveBeenCalledWith(true);
  });
});

describe('a toast', () => {
  const toast = (here: boolean) => (
    <Toast
      takesFocus={here}
      shown={
        here ? { tone: 'info', text: 'Deleted', actions: (first) => <Button ref={first}>Undo</Button> } : null
      }
    />
  );

  it('has its live region before there is anything to say', () => {
    mount(toast(false));
    expect(one('[role="status"]').textContent).toBe('');
  });

  it('takes the focus of what it took away, and keeps its place when it goes', () => {
    const { show } = mount(toast(false));
    show(toast(true));
    expect(document.activeElement?.textContent).toBe('Undo');
    show(toast(false));
    expect(document.activeElement).toBe(one('[role="status"]'));
  });
});

describe('a notice', () => {
  it('interrupts a screen reader only when it must', () => {
    const { show } = mount(<Notice tone="bad">No</Notice>);
    expect(one('.notice').getAttribute('role')).toBeNull();
    show(
      <Notice tone="bad" urgency="alert">
        No
      </Notice>,
    );
    expect(one('.notice').getAttribute('role')).toBe('alert');
  });
});

describe('tabs', () => {
  it('are walked with the arrow keys, round and round, and the chosen one is the one in the tab order', () => {
    const chosen: string[] = [];
    mount(
      <Tabs
        name="Show"
        chosen="a"
        onChoose={(id) => chosen.push(id)}
        tabs={[
          { id: 'a', label: 'A', count: 1 },
          { id: 'b', label: 'B', count: undefined },
        ]}
      >
        Panel
      </Tabs>,
    );
    const key = (name: string) =>
      one('[role="tab"]').dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    for (const name of ['ArrowRight', 'ArrowLeft', 'End', 'Home', 'x']) key(name);
    expect(chosen).toEqual(['b', 'b', 'b', 'a']);
    expect(
      [...document.querySelectorAll<HTMLElement>('[role="tab"]')].map(({ tabIndex }) => tabIndex),
    ).toEqual([0, -1]);
  });
});

describe('a table', () => {
  it('names each cell’s column for narrow windows, and each row by its first cell', () => {
    mount(
      <Table
        caption="Files"
        rows={['x']}
        keyOf={(row) => row}
        columns={[
          { key: 'name', heading: 'Name', kind: 'header', cell: (row) => row },
          { key: 'size', heading: 'Size', kind: 'number', cell: () => 3, foot: 3 },
        ]}
      />,
    );
    expect(one('tbody th').getAttribute('scope')).toBe('row');
    expect(one('tbody td').dataset.label).toBe('Size');
    expect(one('caption').textContent).toBe('Files');
    expect(one('tfoot td').textContent).toBe('3');
  });
});

describe('folded text', () => {
  it('shows short text whole, and never cuts a character in two', () => {
    const folded = (text: string) => (
      <Folded text={text} more={(length) => `all ${length}`}>
        {(part, className) => <bdi className={className}>{part}</bdi>}
      </Folded>
    );
    const { show, host } = mount(folded('short'));
    expect(host.textContent).toBe('short');
    show(folded(`${'x'.repeat(299)}😀 and more`));
    expect(one('.folded-beginning').textContent).toBe('x'.repeat(299));
    expect(one('summary').textContent).toContain('all 310');
  });
});

describe('a copy button', () => {
  it('says to the eye and to the ear whether the browser allowed it', async () => {
    const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('denied'));
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    mount(
      <Announcer>
        <CopyButton
          text="abc"
          label={(outcome) => ({ short: outcome, full: `${outcome}: hash` })}
          said={(outcome) => `said ${outcome}`}
        />
      </Announcer>,
    );
    expect(one('button').ariaLabel).toBe('idle: hash');
    await click('button');
    expect(writeText).toHaveBeenCalledWith('abc');
    expect(one('button').textContent).toBe('copied');
    expect(one('[role="status"]').textContent).toBe('said copied');
    await click('button');
    expect(one('button').textContent).toBe('refused');
    expect(one('[role="status"]').textContent).toBe('said refused');
    vi.unstubAllGlobals();
  });
});

describe('a dialog', () => {
  it('is modal while it is drawn, is named by its title, and is closed before it goes, which gives the focus back', async () => {
    const steps: string[] = [];
    // What a browser does with a dialog; jsdom draws none.
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
      steps.push('opened');
    };
    HTMLDialogElement.prototype.close = function () {
      steps.push(this.isConnected ? 'closed' : 'closed too late');
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
    const onClose = vi.fn();
    const { show } = mount(
      <Dialog title="Switch off?" close="Close" onClose={onClose}>
        Text
      </Dialog>,
    );
    const title = document.getElementById(one('dialog').getAttribute('aria-labelledby') ?? '');
    expect(title?.textContent).toBe('Switch off?');
    await click('dialog button');
    expect(onClose).toHaveBeenCalledOnce();
    act(() => one<HTMLDialogElement>('dialog').showModal());
    show(<p>Page</p>);
    expect(steps).toEqual(['opened', 'closed', 'opened', 'closed']);
  });
});
