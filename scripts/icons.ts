// Draws the toolbar icons of every state from one shape into public/icon/. Run after changing a colour: npm run icons
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChromium } from './support/find-browser.ts';

const FOLDER = join(import.meta.dirname, '..', 'public', 'icon');

/** Colour and sign of each state; the sign tells the states apart without colour. */
const STATES = {
  none: { colour: '#8a8f98', sign: '' },
  listing: {
    colour: '#1f5fbf',
    sign: '<circle cx="64" cy="58" r="18" fill="none" stroke="#fff" stroke-width="11"/><path d="M77 72 L94 90" stroke="#fff" stroke-width="12" stroke-linecap="round"/>',
  },
  draft: { colour: '#b26a00', sign: '<path d="M44 84 L48 66 L80 34 L94 48 L62 80 Z" fill="#fff"/>' },
  reported: {
    colour: '#1b7f4b',
    sign: '<path d="M38 62 L57 82 L92 42" fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"/>',
  },
  known: {
    colour: '#6b4fbb',
    sign: '<path d="M26 62 C42 38 86 38 102 62 C86 86 42 86 26 62 Z" fill="none" stroke="#fff" stroke-width="10" stroke-linejoin="round"/><circle cx="64" cy="62" r="12" fill="#fff"/>',
  },
  blocked: {
    colour: '#b3261e',
    sign: '<path d="M64 34 V68" stroke="#fff" stroke-width="14" stroke-linecap="round"/><circle cx="64" cy="90" r="8.5" fill="#fff"/>',
  },
} as const;

function svg({ colour, sign }: { colour: string; sign: string }, size: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="${size}" height="${size}"><path d="M64 4 L114 22 V60 C114 92 92 114 64 124 C36 114 14 92 14 60 V22 Z" fill="${colour}"/>${sign}</svg>`;
}

const browser = await puppeteer.launch({
  executablePath: (await findChromium()).path,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await mkdir(FOLDER, { recursive: true });
  const page = await browser.newPage();
  const draw = async (name: string, look: { colour: string; sign: string }, size: number) => {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>html,body{margin:0}svg{display:block}</style>${svg(look, size)}`);
    await writeFile(join(FOLDER, name), await page.screenshot({ omitBackground: true }));
  };
  for (const [state, look] of Object.entries(STATES)) {
    for (const size of [16, 32, 48]) await draw(`${state}-${size}.png`, look, size);
  }
  for (const size of [16, 32, 48, 96, 128]) await draw(`${size}.png`, STATES.listing, size);
} finally {
  await browser.close();
}
