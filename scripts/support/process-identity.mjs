import { existsSync, readdirSync, readFileSync } from 'node:fs';

const tells = existsSync('/proc/self/stat');

/** What Linux tells of a process that has not ended: its group, and its start in clock ticks since boot. */
function statusOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not asked how.
    return 'ZX'.includes(fields[0]) ? null : { group: fields[2], started: fields[19] };
  } catch {
    return null;
  }
}

function answers(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Names a process so that another one with the same id, later, is not taken for it: `PID.START`, with 0 where no system tells. */
export function identityOf(pid) {
  return `${pid}.${statusOf(pid)?.started ?? 0}`;
}

/** Kills what is left of a process that led a group. Where no system tells that it is that very process, nothing is killed. */
export function killGroup(identity) {
  const [pid, started] = identity.split('.');
  if (!tells || started === '0') return;
  try {
    if (isRunning(identity)) process.kill(-Number(pid), 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Whether the process of that name still runs, or, where it led a group, any that it started and left behind. */
export function isRunning(identity) {
  const [pid, started] = identity.split('.');
  if (!tells) return answers(Number(pid)) || (process.platform !== 'win32' && answers(-Number(pid)));
  const now = statusOf(pid);
  if (now !== null) return now.started === started;
  return readdirSync('/proc').some((other) => /^\d+$/.test(other) && statusOf(other)?.group === pid);
}
