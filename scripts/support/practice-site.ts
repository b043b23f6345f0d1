import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { makeCertificate } from './certificate.ts';
import { isPictureHost, PRACTICE_HOSTS, pageKey, practiceFiles, practiceRedirect } from './practice-pages.ts';
import { practicePicture } from './practice-pictures.ts';

/** A running practice marketplace: answers for the real host names on free ports of this machine. */
export interface PracticeSite {
  httpsPort: number;
  httpPort: number;
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
  /**
   * Answers this address, whatever its query, with the file's bytes as they are: no charset is claimed and no script of the
   * page runs, because a saved page is the document after its scripts ran.
   */
  servePage(url: string, file: string): void;
  /** Lets this address, whatever its query, answer in a way of its own. */
  answer(url: string, listener: RequestListener): void;
  close(): Promise<void>;
}

interface Page {
  file: string;
  saved: boolean;
}

/** As real ones do with every answer: no record may hold it. */
const SESSION = { 'Set-Cookie': 'practice_session=planted-session; Path=/; Secure' };

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

function answer(
  pages: ReadonlyMap<string, Page>,
  own: ReadonlyMap<string, RequestListener>,
): RequestListener {
  return async (request, response) => {
    const address = URL.parse(request.url ?? '/', `https://${request.headers.host ?? ''}`);
    const ownAnswer = address ? own.get(pageKey(address.href)) : undefined;
    if (ownAnswer) return ownAnswer(request, response);
    const leadsTo = address && practiceRedirect(address.href);
    if (leadsTo) {
      response.writeHead(302, { Location: leadsTo, ...SESSION }).end();
      return;
    }
    const page = address ? pages.get(pageKey(address.href)) : undefined;
    const picture = address && isPictureHost(address.hostname) ? practicePicture(address.pathname) : null;
    if (page) {
      const body = await readFile(page.file).catch(() => null);
      if (body === null) {
        response
          .writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' })
          .end('The page file is gone.');
        return;
      }
      const extension = page.file.slice(page.file.lastIndexOf('.') + 1);
      const headers = page.saved
        ? { 'Content-Type': 'text/html', 'Content-Security-Policy': "script-src 'none'" }
        : { 'Content-Type': TYPES[extension] ?? 'application/octet-stream' };
      response.writeHead(200, { ...headers, ...SESSION, 'Cache-Control': 'no-store' }).end(body);
    } else if (picture !== null) {
      response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(picture);
    } else {
      response
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('The practice marketplace has no such page.');
    }
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Starts the practice marketplace on two free ports of the loopback interface. */
export async function startPracticeSite(): Promise<PracticeSite> {
  const pages = new Map<string, Page>();
  for (const [key, file] of practiceFiles()) pages.set(key, { file, saved: false });

  const { key, cert, spki } = await makeCertificate(PRACTICE_HOSTS);
  const own = new Map<string, RequestListener>();
  const listener = answer(pages, own);
  const secure = createHttpsServer({ key, cert }, listener);
  const plain = createHttpServer(listener);
  const [httpsPort, httpPort] = await Promise.all([listen(secure), listen(plain)]);

  return {
    httpsPort,
    httpPort,
    spki,
    servePage(url, file) {
      pages.set(pageKey(url), { file, saved: true });
    },
    answer(url, ownAnswer) {
      own.set(pageKey(url), ownAnswer);
    },
    async close() {
      await Promise.all(
        [secure, plain].map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}
