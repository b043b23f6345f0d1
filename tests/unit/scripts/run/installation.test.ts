import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Command, type Npm, Project } from './project.ts';

const WHOLE = ['packages', 'node', 'list', 'done'] as const;

let project: Project;
beforeEach(async () => {
  project = await Project.make();
});
afterEach(async () => {
  await project.close();
});

async function hello(command: Command): Promise<void> {
  const { code } = await command.ended;
  expect(code, command.output()).toBe(0);
  expect(command.output()).toContain('hello from');
  expect(project.unexpected).toBe(0);
}

async function installs(command = project.start()): Promise<Npm> {
  const npm = await project.npm();
  await npm.do(...WHOLE);
  await hello(command);
  return npm;
}

describe('the first command', () => {
  it('installs the packages and goes on with the Node that came with them; the next one installs nothing', async () => {
    const npm = await installs();
    expect(npm.command).toBe('ci');
    await hello(project.start());
  });

  it('takes packages that npm installed when it was run by hand', async () => {
    await project.write('node_modules/nothing/package.json', {});
    const command = project.start();
    const npm = await project.npm();
    command.child.kill('SIGKILL');
    await npm.do(...WHOLE);
    await project.remove('.output');
    await hello(project.start());
  });

  it('says so when npm leaves Node out, and tries again the next time', async () => {
    const command = project.start();
    await (await project.npm()).do('packages', 'list', 'done');
    expect((await command.ended).code).toBe(1);
    expect(command.output()).toContain('npm config set ignore-scripts false');
    await installs();
  });

  it('falls back on npm install, which finds nothing half done, where npm ci is refused', async () => {
    const command = project.start();
    await (await project.npm()).do('half', 'fail');
    const second = await project.npm();
    expect(second).toMatchObject({ command: 'install', found: [] });
    await second.do(...WHOLE);
    await hello(command);
  });

  it('starts nothing when neither can install, and the next one tries again on an empty folder', async () => {
    const command = project.start();
    await (await project.npm()).do('half', 'fail');
    await (await project.npm()).do('half', 'list', 'fail');
    expect((await command.ended).code).toBe(1);
    expect(command.output()).toContain('could not be installed');
    expect((await installs()).found).toEqual([]);
  });
});

describe('an installation that was broken off', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s ends npm, and the next command installs anew',
    async (signal) => {
      const command = project.start();
      const npm = await project.npm();
      await npm.do('half');
      command.child.kill(signal);
      expect((await command.ended).code).toBe(130);
      await npm.gone;
      expect(command.output()).not.toContain('hello');
      expect((await installs()).found).toEqual([]);
    },
  );

  it('by kill -9 of everything is noticed by the next command', async () => {
    const command = project.start();
    const npm = await project.npm();
    await npm.do('half');
    process.kill(npm.pid, 'SIGKILL');
    command.child.kill('SIGKILL');
    await command.ended;
    expect((await installs()).found).toEqual([]);
  });

  it('by kill -9 of the command alone leaves an npm that still writes: it is ended before it is done anew', async () => {
    const command = project.start();
    const npm = await project.npm();
    await npm.do('half');
    command.child.kill('SIGKILL');
    await command.gone;
    const next = project.start();
    const second = await project.npm();
    await npm.gone;
    expect(second.found).toEqual([]);
    await second.do(...WHOLE);
    await hello(next);
  });

  it('by kill -9 of npm alone starts nothing, and the next command installs anew', async () => {
    const command = project.start();
    const npm = await project.npm();
    process.kill(npm.pid, 'SIGKILL');
    expect((await command.ended).code).toBe(130);
    await installs();
  });

  it('is not taken for a whole one after npm was run over it by hand', async () => {
    const command = project.start();
    const npm = await project.npm();
    await npm.do('packages', 'node', 'list');
    command.child.kill('SIGINT');
    await command.ended;
    expect((await installs()).found).toEqual([]);
  });
});

describe('two commands at once', () => {
  it('install once: the second waits for the first, says so, and goes on', async () => {
    const commands = [project.start(), project.start()] as const;
    const npm = await project.npm();
    await Promise.race(commands.map((command) => command.says('waiting for it')));
    await npm.do(...WHOLE);
    for (const command of commands) await hello(command);
  });

  it('mend together what an earlier one left behind', async () => {
    const earlier = project.start();
    const killed = await project.npm();
    await killed.do('half');
    process.kill(killed.pid, 'SIGKILL');
    earlier.child.kill('SIGKILL');
    await earlier.ended;
    const commands = Array.from({ length: 4 }, () => project.start());
    const npm = await project.npm();
    await npm.do(...WHOLE);
    for (const command of commands) await hello(command);
  });

  it('go on when the one that installs is broken off: the other installs', async () => {
    const first = project.start();
    await (await project.npm()).do('half');
    const second = project.start();
    await second.says('waiting for it');
    first.child.kill('SIGINT');
    await first.ended;
    expect((await installs(second)).found).toEqual([]);
  });
});

describe('a whole installation', () => {
  beforeEach(async () => {
    await installs();
  });

  it.each([
    ['Node is gone', ['node_modules', 'node']],
    ['a package is gone', ['node_modules', 'second']],
    ['all packages are gone', ['node_modules']],
  ])('is made anew when %s', async (_, path) => {
    await project.remove(...path);
    expect((await installs()).found).toEqual([]);
  });

  it('is made anew when other packages are locked, the workspaces’ own included', async () => {
    await project.write('part/node_modules/old/package.json', {});
    await project.lock({ 'node_modules/second': { version: '2.0.1' } });
    await installs();
    await expect(project.remove('part', 'node_modules')).rejects.toThrow('ENOENT');
    await hello(project.start());
  });

  it('stays when a package is missing that is for other systems only', async () => {
    await project.lock({ 'node_modules/elsewhere': Object.assign({ version: '2.0.0' }, { optional: true }) });
    await hello(project.start());
  });
});
