// Opens every page of a site from file:// in Chromium, wide, narrow, enlarged and dark, and reports what a reader would stumble over:
// words on the console, requests, sideways scrolling, accessibility violations. usage: node pages.js SITE_DIR
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const site = resolve(process.argv[2]);
const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
// Pages of one kind share their colours, so the dark ones are judged by the first of each folder and the two at the root.
const kinds = pages.filter((name, index) => dirname(name) === '.' || dirname(name) !== dirname(pages[index - 1] ?? ''));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const all = { rules: {} };
const layout = { rules: { 'color-contrast': { enabled: false } } };
const views = [
  { name: '1440 px', size: [1440, 900], scheme: 'light', pages, axe: all },
  { name: '360 px', size: [360, 740], scheme: 'light', pages, axe: layout },
  { name: '1440 px at 200 %', size: [720, 450], scheme: 'light', pages, axe: null },
  { name: '1440 px, dark', size: [1440, 900], scheme: 'dark', pages: kinds, axe: all },
];

const faults = [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic'] });
for (const view of views) {
  // A page from file:// needs no network: every other request is a fault.
  const context = await browser.newContext({ viewport: { width: view.size[0], height: view.size[1] }, colorScheme: view.scheme, offline: true });
  const page = await context.newPage();
  let at = '';
  const fault = (text) => faults.push(`${at} (${view.name}): ${text}`);
  page.on('console', (message) => fault(`console: ${message.text()}`));
  page.on('pageerror', (error) => fault(`script: ${error.message}`));
  page.on('requestfailed', (request) => fault(`failed request: ${request.url()}`));
  page.on('request', (request) => request.url().startsWith('file:') || fault(`request: ${request.url()}`));
  for (at of view.pages) {
    await page.goto(pathToFileURL(join(site, at)).href);
    const seen = await page.evaluate(() => ({
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      styled: document.styleSheets.length === 1 && getComputedStyle(document.body).marginTop === '0px',
    }));
    if (seen.over > 0) fault(`scrolls sideways by ${seen.over} px`);
    if (!seen.styled) fault('the stylesheet is not applied');
    if (view.axe === null) continue;
    await page.evaluate(axe);
    // Stylesheets of file:// cannot be preloaded by a script.
    const { violations } = await page.evaluate(({ rules }) => globalThis.axe.run({ resultTypes: ['violations'], preload: false, rules }), view.axe);
    for (const { id, help, nodes } of violations) fault(`axe ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`);
  }
  await context.close();
}
await browser.close();

for (const line of faults.slice(0, 100)) console.error(line);
console.log(`Browser: ${pages.length} pages in ${views.length} views, ${faults.length} faults`);
process.exitCode = pages.length > 0 && faults.length === 0 ? 0 : 1;
