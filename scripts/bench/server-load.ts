import { Agent, request } from 'node:http';

/** One request that is ready to be sent. */
export interface Prepared {
  method: 'GET' | 'POST' | 'PUT';
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: Buffer;
}

/** What came back, and after how many milliseconds. */
export interface Answer {
  status: number;
  retryAfter: string | undefined;
  ms: number;
}

/** Requests that were sent, what came back for each, and how many seconds all of it took. */
export interface Load<Sent extends Prepared = Prepared> {
  answers: { sent: Sent; answer: Answer }[];
  seconds: number;
}

/** @param since when the request was due, by `performance.now()`: time that it waited for its turn counts */
function send(agent: Agent, { method, url, headers, body }: Prepared, since: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method, headers }, (response) => {
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          ms: performance.now() - since,
        }),
      );
      response.resume();
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Sends the requests over so many connections, each as soon as the one before it on its connection is answered. */
export async function sendAll<Sent extends Prepared>(
  requests: readonly Sent[],
  connections: number,
): Promise<Load<Sent>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Load<Sent>['answers'] = [];
  const left = requests.values();
  const start = performance.now();
  const line = async () => {
    for (const sent of left) answers.push({ sent, answer: await send(agent, sent, performance.now()) });
  };
  await Promise.all(Array.from({ length: connections }, line));
  const seconds = (performance.now() - start) / 1_000;
  agent.destroy();
  return { answers, seconds };
}

/** Sends the requests at a steady pace, whatever the answers do. Time counts from when a request was due. */
export async function offer<Sent extends Prepared>(
  requests: readonly Sent[],
  perSecond: number,
): Promise<Load<Sent>> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  const sending: Promise<Load<Sent>['answers'][number]>[] = [];
  await new Promise<void>((done) => {
    const tick = setInterval(() => {
      const now = performance.now();
      for (;;) {
        const sent = requests[sending.length];
        if (!sent) {
          clearInterval(tick);
          done();
          return;
        }
        const due = start + (sending.length / perSecond) * 1_000;
        if (due > now) return;
        sending.push(send(agent, sent, due).then((answer) => ({ sent, answer })));
      }
    }, 1);
  });
  const answers = await Promise.all(sending);
  const seconds = (performance.now() - start) / 1_000;
  agent.destroy();
  return { answers, seconds };
}
