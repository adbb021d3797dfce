// Uses a site as people do: searches, filters, switches, prints, with the keyboard alone, without a script, in large type; from its
// folder and from a server with a strict policy. What must be found is counted anew from data/catalog.json, not by the site's script.
// usage: node uses.js SITE_DIR [PART_OF_A_TEST_NAME]
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launch, listen, serve, sideways, violations } from './browser.js';
import { Catalog } from './catalog.js';

const site = resolve(process.argv[2]);
const catalog = new Catalog(join(site, '../data/catalog.json'), readFileSync(join(site, 'search.js'), 'utf8'));
const server = await serve(site);
const browser = await launch();
const places = [
  { name: 'file', address: `${pathToFileURL(site).href}/`, origin: 'file:' },
  { name: 'http', address: server.address, origin: new URL(server.address).origin },
];
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };

const failed = [];
/** Runs one test at one place, on a fresh page, and says how it went. `options` are those of a browser context. */
async function run(place, name, body, options = {}, expected = () => false) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults = [];
  listen(page, place.origin, (fault) => expected(fault) || faults.push(fault));
  const begun = Date.now();
  try {
    await body(page, (path) => place.address + path, context);
  } catch (error) {
    faults.push(error.message.split('\n').slice(0, 6).join(' '));
  }
  await context.close();
  console.log(`${faults.length ? 'FAILED' : 'ok'} ${place.name}: ${name} (${Date.now() - begun} ms)`);
  for (const fault of faults.slice(0, 10)) console.log(`    ${fault.slice(0, 500)}`);
  if (faults.length) failed.push(`${place.name}: ${name}`);
}
const only = process.argv[3];
async function test(name, body, options, expected) {
  if (only && !name.includes(only)) return;
  await Promise.all(places.map((place) => run(place, name, body, options, expected)));
}
/** For what does not depend on where the page comes from. */
async function testOnce(name, body, options) {
  if (!only || name.includes(only)) await run(places[0], name, body, options);
}

function same(found, wanted, what) {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${what}: found ${one}, wanted ${other}`);
}
function holds(condition, what) {
  if (!condition) throw new Error(what);
}

// ── What stands on the home page.

const SAID = '#search-said';
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');
const foundText = (number, town = '') => town + (number > 0 ? `找到 ${grouped(number)} 项` : '没有找到符合的事项');
const saidIs = (page, text) => page.waitForFunction(([where, text]) => document.querySelector(where).textContent.split('　')[0] === text, [SAID, text], { timeout: 5000 })
  .catch(async () => { throw new Error(`said “${await page.textContent(SAID)}”, wanted “${text}”`); });
async function search(page, at, typed) {
  await page.goto(at('index.html'));
  await page.fill('#q', typed);
}
/** Addresses of all results, however many. */
async function hits(page) {
  while (await page.isVisible('.more-hits')) await page.click('.more-hits');
  return page.$$eval('.hits .name a', (links) => links.map((link) => link.getAttribute('href')));
}
const addresses = (items) => items.map((item) => `items/${item.anchor}.html`).sort();
/** The numbers beside the values of a filter, without those that are 0. */
const counts = (page, heading) => page.$$eval('.filters fieldset', (fieldsets, heading) => {
  const fieldset = fieldsets.find((one) => one.querySelector('legend').textContent === heading);
  const rows = [...fieldset.querySelectorAll('label')].map((label) => [label.querySelector('span').textContent, Number(label.querySelector('.count').textContent.replace(/,/g, ''))]);
  return Object.fromEntries(rows.filter(([, number]) => number > 0).sort());
}, heading);
const value = (page, heading, name) => page.locator('.filters fieldset', { has: page.locator('legend', { hasText: new RegExp(`^${heading}$`) }) })
  .locator('label', { has: page.locator(`span:text-is(${JSON.stringify(name)})`) }).locator('input');

const domain = catalog.domains.find((one) => !one.not_applicable && catalog.items.some((item) => item.domain === one.key));
const some = catalog.items.find((item) => item.domain === domain.key);
const word = [...some.name].slice(0, 4).join('');

await test('a word is found in names, contents, bases and subjects', async (page, at) => {
  for (const typed of [word, domain.name, catalog.common('basis'), catalog.common('subject'), catalog.common('content')]) {
    const wanted = catalog.find(typed);
    await search(page, at, typed);
    await saidIs(page, foundText(wanted.length));
    same((await hits(page)).sort(), addresses(wanted), typed);
  }
});

await test('results lead to their items, names first, with what was found marked', async (page, at) => {
  await search(page, at, word);
  await saidIs(page, foundText(catalog.find(word).length));
  const names = await page.$$eval('.hits .name a', (links) => links.map((link) => link.textContent));
  const inName = names.map((name) => name.includes(word));
  holds(inName.lastIndexOf(true) < (inName.includes(false) ? inName.indexOf(false) : Infinity), `names come first: ${names.slice(0, 5)}`);
  same(await page.textContent('.hits .name mark'), word, 'the mark');
  const name = names[0];
  await page.click('.hits .name a');
  await page.waitForURL(/\/items\/[^/]+\.html$/);
  holds((await page.textContent('h1')).includes(name), `the page of ${name}`);
});

await test('several words must all stand in an item', async (page, at) => {
  const typed = ` ${domain.name}　${catalog.common('basis')}  ${word}`;
  await search(page, at, typed);
  const wanted = catalog.find(typed);
  await saidIs(page, foundText(wanted.length));
  same((await hits(page)).sort(), addresses(wanted), typed);
});

await test('traditional characters, full width and case do not matter', async (page, at) => {
  await page.goto(at('index.html'));
  for (const [typed, simple] of catalog.variants()) {
    const wanted = catalog.find(simple);
    holds(wanted.length > 0, `${simple} occurs`);
    await page.fill('#q', typed);
    await saidIs(page, foundText(wanted.length));
    holds(await page.locator('.hits mark').count() > 0, `${typed} is marked`);
  }
});

await test('nothing found says so and what to try', async (page, at) => {
  await search(page, at, `${word} 查无此项`);
  await saidIs(page, foundText(0));
  holds((await page.textContent('.none')).includes('查无此项'), 'repeats the words');
  await page.click('.none button');
  await saidIs(page, foundText(catalog.find(word).length));
  same(await page.inputValue('#q'), word, 'the box');
});

await test('what people type stays text', async (page, at) => {
  for (const typed of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "'-alert(1)-'", '.*(', '\\', '%E0%A4%A', '&amp;', '__proto__', 'constructor']) {
    await search(page, at, typed);
    await page.waitForFunction((where) => /项$/.test(document.querySelector(where).textContent.split('　')[0]), SAID);
    same(await page.locator('#search img, #search script').count(), 0, typed);
    await page.reload();
    await page.waitForFunction((where) => document.querySelector(where).textContent !== '', SAID);
    same(await page.inputValue('#q'), typed, 'the address keeps it');
  }
  for (const hash of ['#q=%E0%A4%A&domain=%', '#domain=__proto__&tier=x', '#town=99999', '#town=-1', '#q=&q=&town=', '#=', '#town=1e9&subject=<b>']) {
    await page.goto('about:blank');
    await page.goto(at(`index.html${hash}`));
    await page.waitForTimeout(100);
    same(await page.locator('#search b').count(), 0, hash);
  }
});

await test('filters show their numbers under all the others', async (page, at) => {
  await page.goto(at('index.html'));
  await page.click('#search-open');
  await saidIs(page, foundText(catalog.items.length));
  const check = async (asked) => {
    await saidIs(page, foundText(catalog.filter(asked).length));
    for (const [key, heading] of Catalog.FILTERS) same(await counts(page, heading), catalog.counts(key, asked), heading);
    same((await hits(page)).sort(), addresses(catalog.filter(asked)), JSON.stringify(asked));
  };
  await check({});
  await value(page, '领域', domain.name).check();
  await check({ domain: [domain.name] });
  const tier = Object.keys(catalog.counts('tier', { domain: [domain.name] }))[0];
  await value(page, '层级', tier).check();
  await check({ domain: [domain.name], tier: [tier] });
  const [channel] = Object.entries(catalog.counts('channel', { domain: [domain.name], tier: [tier] })).sort((one, other) => other[1] - one[1])[0];
  await value(page, '公开渠道', channel).check();
  const asked = { domain: [domain.name], tier: [tier], channel: [channel] };
  await check(asked);
  // The address holds it all; going back undoes one choice at a time.
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await check(asked);
  await page.goto(at('index.html'));
  await page.click('#search-open');
  await value(page, '领域', domain.name).check();
  await value(page, '层级', tier).check();
  await page.goBack();
  await check({ domain: [domain.name] });
  await page.goBack();
  await check({});
  await page.goForward();
  await check({ domain: [domain.name] });
  await page.click('#search-clear');
  holds(await page.isHidden('#search-found') && await page.inputValue('#q') === '', 'cleared');
  await page.goBack();
  await check({ domain: [domain.name] });
});

await test('a town has what it does not leave out, and its own', async (page, at) => {
  const towns = catalog.towns.map((town, index) => ({ ...town, index })).filter((town) => catalog.differs(town.name)).slice(0, 3);
  holds(towns.length > 0, 'a town that differs');
  for (const town of towns) {
    await page.goto('about:blank');
    await page.goto(at(`index.html#town=${town.index + 1}`));
    const wanted = catalog.filter({ town: town.name });
    await saidIs(page, foundText(wanted.length, `${town.name}：`));
    same((await hits(page)).sort(), addresses(wanted), town.name);
    for (const [key, heading] of Catalog.FILTERS) same(await counts(page, heading), catalog.counts(key, { town: town.name }), heading);
    const options = await page.$$eval('#search-town option', (options) => options.slice(1).map((option) => option.textContent));
    same(options, catalog.towns.map(({ name }) => `${name}（${grouped(catalog.filter({ town: name }).length)}）`), 'numbers of towns');
  }
  await page.selectOption('#search-town', '');
  await saidIs(page, foundText(catalog.items.length));
  await page.goBack();
  await saidIs(page, foundText(catalog.filter({ town: towns.at(-1).name }).length, `${towns.at(-1).name}：`));
});

await test('typing replaces the address, so that back leaves the search', async (page, at) => {
  await page.goto(at('about.html'));
  await page.goto(at('index.html'));
  await page.click('#q');
  await page.keyboard.type(word);
  await saidIs(page, foundText(catalog.find(word).length));
  holds(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('q') === word, page.url());
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('search-found').hidden);
  same(await page.inputValue('#q'), '', 'the box');
  await page.goBack();
  await page.waitForURL(/about\.html/);
});

await test('the keyboard alone is enough', async (page, at) => {
  await page.goto(at('about.html'));
  await page.keyboard.press('/');
  await page.waitForURL(/index\.html#q$/);
  await page.waitForFunction(() => document.activeElement.id === 'q');
  await page.keyboard.type(`${word}/`);
  same(await page.inputValue('#q'), `${word}/`, 'a / in the box is a /');
  await page.keyboard.press('Escape');
  same(await page.inputValue('#q'), '', 'Esc clears');
  await page.keyboard.press('Escape');
  holds(await page.evaluate(() => document.activeElement.id !== 'q'), 'Esc again leaves the box');
  await page.keyboard.press('/');
  await page.keyboard.type(word);
  await saidIs(page, foundText(catalog.find(word).length));
  const seen = [];
  let here = '';
  for (let step = 0; step < 150 && !/^items\//.test(here); step++) {
    await page.keyboard.press('Tab');
    here = await page.evaluate(() => {
      const focused = document.activeElement;
      const outline = getComputedStyle(focused).outlineStyle;
      return outline === 'none' ? `no outline: ${focused.outerHTML.slice(0, 100)}` : focused.getAttribute('href') ?? (focused.id || focused.tagName);
    });
    seen.push(here);
  }
  holds(/^items\//.test(here), `Tab comes to a result: ${seen}`);
  holds(!seen.some((one) => one.startsWith('no outline')), seen.find((one) => one.startsWith('no outline')));
  holds(seen.includes('search-clear') && seen.includes('search-town'), `Tab comes to the controls: ${seen}`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/items\//);
});

await test('search data that are missing are said to be missing', async (page, at) => {
  await page.route('**/search.js', (route) => route.abort());
  await search(page, at, word);
  await page.waitForFunction((where) => document.querySelector(where).textContent.includes('search.js'), SAID);
  holds(await page.isVisible('#domains'), 'the domains are still there');
}, {}, (fault) => fault.includes('search.js') || fault.includes('ERR_FAILED'));

// ── A domain's page.

const busy = catalog.busiest();
const page_of = (key) => `domains/${key}.html`;
const rowsShown = (page) => page.$$eval('main table.items tr[id]', (rows) => rows.filter((row) => row.offsetHeight > 0).map((row) => row.id));

await test('a domain shows one tier at a time, and the address says which', async (page, at) => {
  await page.goto(at(page_of(busy.domain.key)));
  const total = await page.locator('main table.items tr[id]').count();
  const buttons = page.locator('#switch button');
  const values = await buttons.evaluateAll((list) => list.map((button) => [button.value, button.textContent.replace(/\D/g, '')]));
  for (const [view, number] of values) {
    await page.click(`#switch button[value="${view}"]`);
    const shown = await rowsShown(page);
    same(shown.length, view === 'all' ? total : Number(number), view);
    same(await buttons.evaluateAll((list) => list.filter((button) => button.getAttribute('aria-pressed') === 'true').map((button) => button.value)), [view], 'pressed');
    holds(page.url().endsWith(`#${view}`) || view === values[0][0], page.url());
  }
  await page.goBack();
  same((await rowsShown(page)).length, Number(values.at(-2)[1]), 'back');
  // The anchor of an item opens the view that holds it.
  for (const row of await page.$$eval('main table.items tr[id]', (rows) => [rows[0].id, rows.at(-1).id])) {
    await page.goto('about:blank');
    await page.goto(at(`${page_of(busy.domain.key)}#${row}`));
    holds((await rowsShown(page)).includes(row), `shows ${row}`);
    holds(await page.evaluate((id) => { const { top } = document.getElementById(id).getBoundingClientRect(); return top >= 0 && top < innerHeight; }, row), `goes to ${row}`);
  }
  for (const hash of ['#town=0', '#town=99999', '#nothing', '#%E0%A4%A', '#town=x"]', '#all"']) {
    await page.goto('about:blank');
    await page.goto(at(page_of(busy.domain.key) + hash));
    holds((await rowsShown(page)).length > 0, `${hash} shows something`);
  }
});

await test('a domain is shown as a town has it', async (page, at) => {
  let omitted = 0, changed = 0, added = 0;
  for (const { domain, town, index } of catalog.cases()) {
    await page.goto(at(page_of(domain.key)));
    await page.selectOption('#switch-town', String(index + 1));
    const tally = catalog.tally(domain.key, town.name);
    const text = await page.textContent('#switch-said');
    if (tally.reason) {
      holds(text.includes(`不适用：${tally.reason}`) && (await rowsShown(page)).length === 0, text);
      continue;
    }
    holds(text.startsWith(`${town.name}：${tally.items} 项`), `${domain.name}: ${text}, wanted ${JSON.stringify(tally)}`);
    for (const [word, number] of [['调整', tally.changed], ['新增', tally.added], ['不适用', tally.omitted]]) {
      same(text.includes(word), number > 0, `${text}: ${word}`);
      holds(number === 0 || text.includes(`${word} ${number} 项`), text);
    }
    const rows = await page.$$eval('section[data-view=town] tr[id]', (list) => list.filter((row) => row.offsetHeight > 0).map((row) => ({
      number: row.querySelector('.number').textContent, omitted: row.classList.contains('omitted'), changed: row.querySelectorAll('ins').length,
      subject: row.querySelector('.subject').textContent, was: [...row.querySelectorAll('.was')].map((was) => was.textContent),
    })));
    same(rows.length, tally.items + tally.omitted, `${domain.name}, ${town.name}: rows`);
    same(rows.filter((row) => row.omitted).length, tally.omitted, 'omitted');
    same(rows.filter((row) => !row.omitted).map((row) => row.number), [...Array(tally.items).keys()].map((number) => String(number + 1)), '序号');
    same(rows.flatMap((row) => row.was).length, tally.shown, `${domain.name}, ${town.name}: changed values with their originals`);
    omitted += tally.omitted; changed += tally.changed; added += tally.added;
    holds(page.url().endsWith(`#town=${index + 1}`), page.url());
    await page.reload();
    same(await page.textContent('#switch-said'), text, 'the address opens it');
    await page.click('#switch-said a');
    await page.waitForURL(/\/towns\//);
    holds((await page.textContent('h1')).startsWith(town.name), 'leads to the town');
    await page.goBack();
    same(await page.textContent('#switch-said'), text, 'back from the town');
    await page.goBack();
    holds(!(await page.textContent('#switch-said')).includes(town.name), 'back');
    same(await page.locator('.omitted, ins').count(), 0, 'back to the common ones');
  }
  holds(omitted > 0 && changed > 0 && added > 0, `cases of all kinds: ${omitted} omitted, ${changed} changed, ${added} added`);
});

await test('long texts are folded and unfolded by a button', async (page, at) => {
  await page.goto(at(page_of(catalog.longest())));
  const buttons = page.locator('button.unfold:visible');
  holds(await buttons.count() > 0, 'something is long');
  const row = page.locator('tr[id]', { has: page.locator('button.unfold') }).first();
  const cut = () => row.locator('.fold').evaluateAll((parts) => parts.filter((part) => part.scrollHeight > part.clientHeight + 1).length);
  const lines = await row.locator('.fold').first().evaluate((part) => part.clientHeight / parseFloat(getComputedStyle(part).lineHeight));
  holds(Math.round(lines) <= 4, `${lines} lines`);
  holds(await cut() > 0, 'is cut');
  const button = row.locator('button.unfold');
  same(await button.getAttribute('aria-expanded'), 'false', 'aria-expanded');
  await button.focus();
  await page.keyboard.press('Enter');
  same([await cut(), await button.getAttribute('aria-expanded')], [0, 'true'], 'unfolded');
  await page.keyboard.press('Enter');
  holds(await cut() > 0, 'folded again');
});

await test('it prints as the official table', async (page, at) => {
  for (const path of [`${page_of(catalog.longest())}#all`, `${page_of(busy.domain.key)}#town=${busy.index + 1}`]) {
    await page.goto('about:blank');
    await page.goto(at(path));
    const before = await rowsShown(page);
    await page.emulateMedia({ media: 'print' });
    same(await rowsShown(page), before, 'rows');
    const cut = await page.$$eval('.fold', (parts) => parts.filter((part) => part.scrollHeight > part.clientHeight + 1).length);
    same(cut, 0, 'nothing is cut');
    const seen = await page.$$eval('header, .tools, .switch, .local, .unfold, .crumbs, .neighbours', (parts) => parts.filter((part) => part.offsetHeight > 0).map((part) => part.className));
    same(seen, [], 'no navigation');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    holds(pages > 0 && Number(width) > Number(height), `A4 landscape: ${pages} pages of ${width} × ${height}`);
    await page.emulateMedia({ media: 'screen' });
  }
});

// ── All pages.

const folders = readdirSync(site).filter((name) => existsSync(join(site, name)) && !name.includes('.'));
const kinds = ['index.html', 'about.html', ...folders.map((folder) => `${folder}/${readdirSync(join(site, folder)).find((name) => name.endsWith('.html'))}`), page_of(busy.domain.key)];

await test('without a script everything is there and nothing is dead', async (page, at) => {
  for (const path of kinds) {
    await page.goto(at(path));
    same(await page.locator('button:visible, input:visible, select:visible').count(), 0, `${path}: dead controls`);
    const hidden = await page.locator('main table tr:not(:visible), main section:not(:visible):not(.search)').count();
    same(hidden, 0, `${path}: hidden`);
  }
  same(await page.locator('main table.items tr[id]:visible').count(), await page.locator('main table.items tr[id]').count(), 'rows');
}, { javaScriptEnabled: false });

await testOnce('large type is at least 18 pt, is remembered, and fits', async (page, at) => {
  await page.goto(at('index.html'));
  await page.click('#elder');
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size);
    for (const path of [...kinds, `index.html#q=${encodeURIComponent(word)}`, `${page_of(busy.domain.key)}#town=${busy.index + 1}`]) {
      await page.goto('about:blank');
      await page.goto(at(path));
      await page.waitForFunction(() => !location.hash.startsWith('#q=') || document.querySelector('.hits a'));
      same(await page.getAttribute('#elder', 'aria-pressed'), 'true', 'remembered');
      const small = await page.evaluate(() => {
        const small = new Set();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const around = node.parentElement;
          if (node.textContent.trim() && around.offsetHeight > 0 && parseFloat(getComputedStyle(around).fontSize) < 23.9) small.add(`${around.tagName}.${around.className}`);
        }
        return [...small];
      });
      same(small, [], `${path}: under 18 pt`);
      const over = await sideways(page);
      holds(over <= 0, `${path} at ${size.width} px scrolls sideways by ${over} px`);
    }
  }
  await page.click('#elder');
  same(await page.getAttribute('#elder', 'aria-pressed'), 'false', 'turned off');
  await page.reload();
  same(await page.getAttribute('#elder', 'aria-pressed'), 'false', 'stays off');
});

await test('large type works where nothing can be remembered', async (page, at) => {
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } }));
  await page.goto(at('index.html'));
  await page.click('#elder');
  same(await page.evaluate(() => document.documentElement.className), 'elder', 'larger');
  await search(page, at, word);
  await saidIs(page, foundText(catalog.find(word).length));
});

const states = [`index.html#q=${encodeURIComponent(word)}`, 'index.html#q=', 'index.html#q=%E6%9F%A5%E6%97%A0%E6%AD%A4%E9%A1%B9', `${page_of(busy.domain.key)}#town=${busy.index + 1}`, `${page_of(catalog.longest())}#all`];
for (const [name, viewport, colorScheme, elder] of [['1440 px', WIDE, 'light'], ['1440 px, dark', WIDE, 'dark'], ['360 px', NARROW, 'light'], ['360 px, dark, large type', NARROW, 'dark', true]]) {
  await testOnce(`results and towns are accessible and fit: ${name}`, async (page, at) => {
    if (elder) await page.addInitScript(() => { try { localStorage.setItem('mulu-elder', 'on'); } catch { /* about:blank has none */ } });
    for (const path of states) {
      await page.goto('about:blank');
      await page.goto(at(path));
      await page.waitForFunction(() => !location.hash.startsWith('#q=') || document.querySelector('#search-said').textContent.includes('项'));
      if (viewport === NARROW && path.startsWith('index') && await page.isVisible('.filters summary')) await page.click('.filters summary');
      const over = await sideways(page);
      holds(over <= 0, `${path} scrolls sideways by ${over} px`);
      same(await violations(page), [], path);
    }
  }, { viewport, colorScheme });
}

await testOnce('nothing moves for those who want no motion', async (page, at) => {
  await page.goto(at('index.html'));
  same(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto', 'scrolling');
}, { reducedMotion: 'reduce' });

// ── Figures; nothing timed is judged.

if (!only || only === 'figures') {
  const context = await browser.newContext({ viewport: WIDE });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const views = [];
  for (let round = 0; round < 5; round++) {
    asked.length = 0;
    await page.goto(`${server.address}index.html?${round}`);
    views.push(await page.evaluate(async () => {
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now();
    }));
  }
  if (asked.some((url) => url.endsWith('search.js'))) failed.push('figures: the first view asks for the search data');
  const bytes = ['index.html', 'style.css', 'script.js'].map((name) => gzipSync(readFileSync(join(site, name)), { level: 6 }).length);
  const data = readFileSync(join(site, 'search.js'));
  console.log(`first view of the index: ${Math.round(Math.max(...views))} ms at most, ${bytes.reduce((sum, number) => sum + number)} bytes compressed (html ${bytes[0]}, css ${bytes[1]}, js ${bytes[2]}); search data ${gzipSync(data, { level: 6 }).length} bytes compressed, ${data.length} plain`);

  const many = Catalog.many(data.toString('utf8'), 20_000);
  await page.route('**/search.js', (route) => route.fulfill({ contentType: 'text/javascript', body: many }));
  await page.goto(`${server.address}index.html`);
  const begun = Date.now();
  await page.click('#q');
  await page.waitForFunction(() => document.head.querySelector('script[src="search.js"]'));
  await page.fill('#q', domain.name.slice(0, 1));
  await page.waitForFunction((where) => document.querySelector(where).textContent.includes('项'), SAID);
  const ready = Date.now() - begun;
  const times = await page.evaluate((typed) => {
    const box = document.getElementById('q');
    const times = [];
    for (const text of typed) {
      for (let end = 1; end <= text.length; end++) {
        box.value = text.slice(0, end);
        const begun = performance.now();
        box.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        times.push(performance.now() - begun);
      }
    }
    return times;
  }, [word, `${domain.name} ${word}`, '公开 条例 工作日', 'zzzz', '政府']);
  times.sort((one, other) => one - other);
  const at = (part) => times[Math.floor((times.length - 1) * part)].toFixed(0);
  console.log(`a keystroke on 20,000 items: ${at(0.5)} ms median, ${at(0.95)} ms 95 %, ${at(1)} ms at most (${times.length} keystrokes); data of ${(many.length / 1e6).toFixed(1)} M characters ready after ${ready} ms`);
  await context.close();
}

await browser.close();
server.close();
console.log(failed.length ? `Uses: FAILED ${failed.join('; ')}` : 'Uses: all as wanted');
process.exitCode = failed.length ? 1 : 0;
