import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openssl } from './command.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

/**
 * What the authority does when it is asked: answers, says no in the form of RFC 3161, is down (HTTP 503), answers with bytes that are
 * no answer, or takes the question and never answers.
 */
type AuthorityBehaviour = 'answer' | 'refuse' | 'down' | 'garbage' | 'silent';

/** A time-stamp authority on this machine whose tokens OpenSSL makes, with certificates of its own. */
export interface OpensslAuthority {
  /** Takes `application/timestamp-query` by POST. */
  url: string;
  /** Where its keys and certificates are: `root`, `middle`, `authority`, each `.key` and `.pem`. */
  folder: string;
  /** Root certificate, PEM: what a verifier has to trust. */
  rootPem: string;
  /** The same as a file, for OpenSSL's `-CAfile`. */
  rootFile: string;
  /** Certificates between the root and the authority, PEM, the authority's own among them. */
  chainPem: string;
  /** How often it was asked. */
  readonly asked: number;
  behave(behaviour: AuthorityBehaviour): void;
  /** Answers a TimeStampReq (DER) with a TimeStampResp, whatever the behaviour. */
  answer(query: Uint8Array): Promise<Buffer>;
  close(): Promise<void>;
}

/** The name in the authority's certificate. */
export const AUTHORITY_NAME = 'Practice time-stamp authority';

interface AuthorityOptions {
  /** Extended key usage of the authority's certificate; anything but `critical,timeStamping` makes it no authority. */
  extendedKeyUsage?: string;
}

function configuration(extendedKeyUsage: string): string {
  return `
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
[authority]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = ${extendedKeyUsage}
[tsa]
default_tsa = practice
[practice]
serial = serial
signer_cert = authority.pem
certs = middle.pem
signer_key = authority.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
}

async function makeCertificates(folder: string, extendedKeyUsage: string): Promise<void> {
  await writeFile(join(folder, 'openssl.cnf'), configuration(extendedKeyUsage));
  await writeFile(join(folder, 'serial'), '01\n');
  const make = async (name: string, subject: string, issuer?: string) => {
    await openssl(['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`], folder);
    const signer = issuer === undefined ? [] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`];
    await openssl(
      [
        'req',
        '-x509',
        '-new',
        '-config',
        'openssl.cnf',
        '-key',
        `${name}.key`,
        '-subj',
        subject,
        '-days',
        '3650',
      ].concat(signer, ['-extensions', name, '-out', `${name}.pem`]),
      folder,
    );
  };
  await make('root', '/O=Practice/CN=Practice root');
  await make('middle', '/O=Practice/CN=Practice issuing authority', 'root');
  await make('authority', `/O=Practice/CN=${AUTHORITY_NAME}`, 'middle');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A TimeStampResp with status `rejection` and no token. */
const REFUSAL = Buffer.from('30053003020102', 'hex');

/** Starts an authority on a free port of the loopback interface, with a root of its own in a temporary folder. */
export async function startOpensslAuthority({
  extendedKeyUsage = 'critical,timeStamping',
}: AuthorityOptions = {}): Promise<OpensslAuthority> {
  const folder = await makeTemporaryFolder('authority');
  let behaviour: AuthorityBehaviour = 'answer';
  let asked = 0;
  // OpenSSL counts serial numbers in a file: one answer at a time.
  let last: Promise<unknown> = Promise.resolve();

  async function reply(query: Uint8Array): Promise<Buffer> {
    const name = randomUUID();
    await writeFile(join(folder, `${name}.tsq`), query);
    await openssl(
      ['ts', '-reply', '-config', 'openssl.cnf', '-queryfile', `${name}.tsq`, '-out', `${name}.tsr`],
      folder,
    );
    return readFile(join(folder, `${name}.tsr`));
  }
  function answer(query: Uint8Array): Promise<Buffer> {
    const answered = last.then(() => reply(query));
    last = answered.catch(() => undefined);
    return answered;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    asked += 1;
    const query = await bodyOf(request);
    if (behaviour === 'silent') return;
    if (behaviour === 'down') {
      response.writeHead(503).end();
    } else if (request.headers['content-type'] !== 'application/timestamp-query') {
      response.writeHead(415).end();
    } else {
      const bytes =
        behaviour === 'answer'
          ? await answer(query)
          : behaviour === 'refuse'
            ? REFUSAL
            : Buffer.from('<html>');
      response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(bytes);
    }
  }

  try {
    await makeCertificates(folder, extendedKeyUsage);
    const server = createServer((request, response) => {
      serve(request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const pem = (name: string) => readFile(join(folder, `${name}.pem`), 'utf8');
    return {
      folder,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      rootPem: await pem('root'),
      rootFile: join(folder, 'root.pem'),
      chainPem: (await pem('authority')) + (await pem('middle')),
      get asked() {
        return asked;
      },
      behave(next) {
        behaviour = next;
      },
      answer,
      async close() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await last;
        await removeFolder(folder);
      },
    };
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}
