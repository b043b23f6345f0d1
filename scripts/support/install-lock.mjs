import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { identityOf, isRunning, killGroup } from './process-identity.mjs';

/*
 * A folder that always holds one file, whose name is the state. Every change is one rename of that file, which only one of
 * several commands can win; so no moment of dying leaves it between two states.
 *
 *   free                          nobody installs; the last installation came to its end
 *   broken                        nobody installs; the last installation did not come to its end
 *   by-PID.START[-npm-PID.START]  these processes install; when they are gone, it was broken off
 */
const FREE = 'free';
const BROKEN = 'broken';
const OWNED = /^by-(\d+\.\d+)(?:-npm-(\d+\.\d+))?$/;

/** Keeps two commands from installing at once, and remembers an installation that was broken off. */
export class InstallLock {
  #folder;
  #mine = `by-${identityOf(process.pid)}`;
  #held = this.#mine;

  /** @param {string} folder where the state is kept; outside of what is installed */
  constructor(folder) {
    this.#folder = folder;
  }

  /** Whether an installation is under way, or the last one did not come to its end. */
  isDoubtful() {
    return this.#read() !== FREE;
  }

  /** The id of a process that installs, or null when nobody does. An npm whose command is gone installs for nobody: it is ended. */
  owner() {
    const state = this.#read();
    const [, command, npm] = OWNED.exec(state) ?? [];
    if (command !== undefined && npm !== undefined && !isRunning(command)) killGroup(npm);
    return ownerOf(state);
  }

  /**
   * Takes the lock for this process.
   * @returns {{ doubtful: boolean } | null} whether the last installation did not come to its end; null when another command has
   *   the lock or was quicker
   */
  take() {
    this.#make();
    const state = this.#read();
    if (ownerOf(state) !== null || !this.#rename(state, this.#mine)) return null;
    this.#held = this.#mine;
    return { doubtful: state !== FREE };
  }

  /** Notes the npm that installs for this process: it may outlive it. */
  noteInstaller(pid) {
    this.#change(`${this.#mine}-npm-${identityOf(pid)}`);
  }

  /** Gives the lock back, saying whether the installation is whole. */
  release(whole) {
    this.#change(whole ? FREE : BROKEN);
  }

  #change(state) {
    this.#rename(this.#held, state);
    this.#held = state;
  }

  #read() {
    try {
      return readdirSync(this.#folder)[0] ?? FREE;
    } catch (error) {
      if (error.code === 'ENOENT') return FREE;
      throw error;
    }
  }

  #rename(from, to) {
    try {
      renameSync(join(this.#folder, from), join(this.#folder, to));
      return true;
    } catch (error) {
      if (error.code === 'ENOENT') return false;
      throw error;
    }
  }

  /** Makes the folder unless it is there, with its file in it from its first instant. */
  #make() {
    const made = `${this.#folder}.${process.pid}`;
    mkdirSync(dirname(made), { recursive: true });
    rmSync(made, { recursive: true, force: true });
    mkdirSync(made);
    writeFileSync(join(made, FREE), '');
    try {
      renameSync(made, this.#folder);
    } catch (error) {
      rmSync(made, { recursive: true, force: true });
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(error.code)) throw error;
    }
  }
}

function ownerOf(state) {
  const running = (OWNED.exec(state) ?? [])
    .slice(1)
    .find((identity) => identity !== undefined && isRunning(identity));
  return running === undefined ? null : Number(running.split('.')[0]);
}
