import { spawn, spawnSync } from 'node:child_process';

const windows = process.platform === 'win32';

/**
 * Runs a program and passes on every way in which this command is asked to end: signals, and that the program which started
 * this one is gone, since a killed npm tells its children nothing.
 * @param {string} command
 * @param {string[]} args
 * @param {{ killed?: boolean, started?: (pid: number) => void } & import('node:child_process').SpawnOptions} options
 *   `killed`: it is not asked but killed, with whatever it started in its turn: nothing that it leaves behind is wanted.
 *   `started`: hears the process id
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, asked: NodeJS.Signals | null }>} how it ended, and the
 *   first signal that this command was sent meanwhile
 * @throws when it cannot be started
 */
export function runChild(command, args, { killed = false, started, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, detached: killed && !windows });
    let asked = null;
    const end = (signal) => {
      asked ??= signal;
      if (!killed) child.kill(signal);
      else if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
      else killGroup(child.pid);
    };
    const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, () => end(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) end('SIGTERM');
    }, 500);
    watch.unref();
    const ended = () => {
      clearInterval(watch);
      for (const [signal, handler] of handlers) process.removeListener(signal, handler);
    };
    child.once('spawn', () => started?.(child.pid));
    child.once('error', (error) => {
      ended();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      ended();
      resolve({ code, signal, asked });
    });
  });
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
