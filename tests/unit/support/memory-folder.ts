import type { Folder } from '../../../utils/second-copy/folder.ts';

/** A folder in memory; `act` is called before each step with its name, and may throw as a browser that dies or a full disk does. */
export class MemoryFolder implements Folder {
  readonly files = new Map<string, Blob>();
  act: (step: string) => void = () => undefined;

  names = async (): Promise<string[]> => {
    this.act('names');
    return [...this.files.keys()];
  };

  open = async (name: string): Promise<Blob | undefined> => {
    this.act(`open ${name}`);
    return this.files.get(name);
  };

  write = async (name: string, content: Blob | string): Promise<void> => {
    this.act(`write ${name}`);
    this.files.set(name, new Blob([content]));
  };

  remove = async (name: string): Promise<void> => {
    this.act(`remove ${name}`);
    this.files.delete(name);
  };
}
