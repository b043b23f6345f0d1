// Stands in for npm on a test's PATH: tells the test what it was asked for, then does what the test says, word by word.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const socket = connect(Number(process.env.FAKE_NPM_PORT), '127.0.0.1');
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

function put(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
}

function unpack(paths) {
  for (const path of paths) put(join(path, 'package.json'), { version: lock.packages[path].version });
}

const paths = Object.keys(lock.packages).filter((path) => path !== '' && !lock.packages[path].optional);
const WORDS = {
  // As a package whose unpacking was broken off: it is there, and not whole.
  half: () => unpack(paths.slice(0, 1)),
  packages: () => unpack(paths),
  node: () => {
    mkdirSync('node_modules/node/bin', { recursive: true });
    symlinkSync(process.execPath, 'node_modules/node/bin/node');
  },
  list: () => put('node_modules/.package-lock.json', lock),
  done: () => process.exit(0),
  fail: () => process.exit(1),
};

const found = (folder) => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
socket.write(
  `${JSON.stringify({ pid: process.pid, command: process.argv[2], found: found('node_modules') })}\n`,
);
for await (const word of createInterface(socket)) {
  WORDS[word]();
  socket.write('"did it"\n');
}
