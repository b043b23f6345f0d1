import { connect, type Socket } from 'node:net';

type Answer = { resolve: (value: unknown) => void; reject: (error: Error) => void };

/** Thrown when Firefox refuses a command. `code` is WebDriver's name of the error, e.g. `no such element`. */
class MarionetteError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = 'MarionetteError';
    this.code = code;
  }
}

/**
 * Client of Firefox's remote control protocol: length-prefixed JSON over TCP, `[0, id, command, parameters]` answered by
 * `[1, id, error, result]`. Unlike WebDriver BiDi it drives pages of extensions and the browser's own window.
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Answer>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#take(chunk));
    const lost = () => this.#fail(new Error('the connection to Firefox was lost'));
    socket.on('error', lost);
    socket.on('close', lost);
  }

  /** Connects to a Firefox that listens on this port of the loopback interface. */
  static async connect(port: number): Promise<Marionette> {
    const socket = connect({ host: '127.0.0.1', port });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Marionette(socket);
  }

  /** Sends one command and gives its result, of whatever shape that command has. */
  async send(command: string, parameters: Record<string, unknown> = {}): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const body = JSON.stringify([0, id, command, parameters]);
    this.#socket.write(`${Buffer.byteLength(body)}:${body}`);
    return answer;
  }

  /** Ends the connection; whatever still waits is rejected. */
  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString('latin1'));
      if (this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, end).toString('utf8'));
      this.#received = this.#received.subarray(end);
      // The greeting is an object; every answer is an array.
      if (Array.isArray(message)) this.#answer(message);
    }
  }

  #answer([, id, error, result]: unknown[]): void {
    const waiting = this.#waiting.get(Number(id));
    if (!waiting) return;
    this.#waiting.delete(Number(id));
    if (error === null) {
      waiting.resolve(result);
    } else {
      const { error: code, message } = error as { error: string; message: string };
      waiting.reject(new MarionetteError(code, message));
    }
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
