// Opens the pages of a site from file:// in Chromium and reports what a reader would stumble over: words on the console, requests,
// sideways scrolling, accessibility violations, wide, narrow, enlarged and dark: every kind of page, and some of each.
// usage: node pages.js SITE_DIR
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, listen, sideways, violations } from './browser.js';

const site = resolve(process.argv[2]);
const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
const SAMPLES = 8; // of each kind, beside its largest
const MANY = 40; // of each kind, where a look is quick
// Pages of one folder are of one kind, those of one town's folder like those of another's; at the root each is its own.
const kinds = new Map();
for (const name of pages) {
  const kind = dirname(name) === '.' ? name : dirname(name).replace(/\d+/g, 'n');
  kinds.set(kind, [...kinds.get(kind) ?? [], name]);
}
const size = (name) => statSync(join(site, name)).size;
const some = (number) => [...kinds.values()].flatMap((of) => {
  const largest = of.reduce((one, other) => size(other) > size(one) ? other : one);
  const every = Math.ceil(of.length / number);
  return of.filter((name, index) => name === largest || index % every === 0);
});
const [samples, many] = [some(SAMPLES), some(MANY)];
const first = [...kinds.values()].map((of) => of[0]);

const layout = { 'color-contrast': { enabled: false } };
const views = [
  { name: '1440 px', size: [1440, 900], scheme: 'light', pages: samples, rules: {} },
  { name: '360 px', size: [360, 740], scheme: 'light', pages: many, judged: samples, rules: layout },
  { name: '1440 px at 200 %', size: [720, 450], scheme: 'light', pages: samples, rules: null },
  { name: '1440 px, dark', size: [1440, 900], scheme: 'dark', pages: first, rules: {} },
];

const faults = [];
const browser = await launch();

async function look(view, list) {
  // A page from file:// needs no network: every other request is a fault.
  const context = await browser.newContext({ viewport: { width: view.size[0], height: view.size[1] }, colorScheme: view.scheme, offline: true });
  const page = await context.newPage();
  let at = '';
  const fault = (text) => faults.push(`${at} (${view.name}): ${text}`);
  listen(page, 'file:', fault);
  for (at of list) {
    await page.goto(pathToFileURL(join(site, at)).href);
    const over = await sideways(page);
    if (over > 0) fault(`scrolls sideways by ${over} px`);
    const styled = await page.evaluate(() => document.styleSheets.length === 1 && getComputedStyle(document.body).marginTop === '0px');
    if (!styled) fault('the stylesheet is not applied');
    if (view.rules !== null && (view.judged ?? list).includes(at)) (await violations(page, view.rules)).forEach(fault);
  }
  await context.close();
}

for (const view of views) {
  const begun = Date.now();
  // Two at a time: one waits for the disk while the other is laid out.
  const half = Math.ceil(view.pages.length / 2);
  await Promise.all([view.pages.slice(0, half), view.pages.slice(half)].map((list) => look(view, list)));
  console.log(`${view.name}: ${view.pages.length} pages, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}
await browser.close();

for (const line of faults.slice(0, 100)) console.error(line);
console.log(`Browser: ${pages.length} pages of ${kinds.size} kinds in ${views.length} views, ${faults.length} faults`);
process.exitCode = pages.length > 0 && faults.length === 0 ? 0 : 1;
