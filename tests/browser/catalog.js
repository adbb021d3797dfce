// What a site must find and count, taken from data/catalog.json by other means than the site's script: plain comparisons of all items.
import { readFileSync } from 'node:fs';

/** The fields that have a column in the tables of the site. */
const COLUMNS = ['content', 'basis', 'time_limit', 'subject', 'channels', 'audience', 'method', 'tiers'];
// Enough to write the words of any catalog in the traditional way.
const TRADITIONAL = { 会: '會', 农: '農', 务: '務', 义: '義', 疗: '療', 卫: '衛', 设: '設', 项: '項', 开: '開', 医: '醫', 养: '養', 书: '書', 业: '業', 财: '財', 规: '規', 划: '劃', 审: '審', 环: '環', 补: '補', 贴: '貼' };

const fold = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

export class Catalog {
  /** The filters of the search: key and heading. */
  static FILTERS = [['domain', '领域'], ['tier', '层级'], ['subject', '公开主体'], ['channel', '公开渠道'], ['audience', '公开对象'], ['method', '公开方式']];

  /** `path` of catalog.json; `search` is the text of search.js, which alone says which channels are one under several names. */
  constructor(path, search) {
    const { domains, towns, items } = JSON.parse(readFileSync(path, 'utf8'));
    const data = JSON.parse(search.slice('mulu.search('.length, search.lastIndexOf(');')));
    const words = Object.fromEntries(data.tiers);
    this.domains = domains;
    this.towns = towns;
    this.items = items.map((item, index) => {
      const domain = domains.find((one) => one.key === item.domain);
      const subject = item.subject.length ? item.subject : [item.wording?.subject].filter(Boolean);
      const text = (field, list) => item.wording?.[field] ?? list.map((one) => one.text).join('；');
      const name = item.subname ? `${item.name}：${item.subname}` : item.name;
      return {
        ...item, name, anchor: data.items[index][0], applies: domain.not_applicable === undefined,
        texts: { name, group: item.group, domain: domain.name, content: text('content', item.content), basis: text('basis', item.basis), subject: subject.join('\u0001') },
        values: {
          domain: [domain.name],
          tier: item.tiers.map((tier) => words[tier]),
          subject: [...new Set(subject)],
          channel: data.items[index][8].map((channel) => data.channels[channel]),
          audience: [item.audience.everyone && '全社会', item.audience.specific && '特定群众'].filter(Boolean),
          method: item.method.map((way) => way.replace(/：.*/s, '')),
        },
      };
    });
    for (const item of this.items) item.folded = Object.values(item.texts).map(fold);
  }

  /** The items in which every word stands. */
  find(typed) {
    const words = typed.split(/\s+/).filter(Boolean).map(fold);
    return this.items.filter((item) => words.every((word) => item.folded.some((text) => text.includes(word))));
  }

  /** Whether a town has an item. */
  has(item, town) {
    if (!item.applies || this.reason(item.domain, town) !== undefined) return false;
    if (item.added_by !== undefined) return item.added_by === town;
    return item.tiers.includes('town') && item.towns?.[town]?.state !== 'omitted';
  }

  /** Why a domain does not apply in a town. */
  reason(domain, town) {
    return this.towns.find((one) => one.name === town).not_applicable?.[domain];
  }

  /** The items that fit a town and values of filters. */
  filter({ town, ...asked }) {
    const fits = (item) => Object.entries(asked).every(([key, values]) => item.values[key].some((value) => values.includes(value)));
    return this.items.filter((item) => (town === undefined || this.has(item, town)) && fits(item));
  }

  /** How many items each value of a filter has under the other filters. */
  counts(key, { [key]: _, ...others }) {
    const numbers = {};
    for (const item of this.filter(others)) for (const value of item.values[key]) numbers[value] = (numbers[value] ?? 0) + 1;
    return Object.fromEntries(Object.entries(numbers).sort());
  }

  /** How a domain stands in a town; `shown` counts the changed values that have a column. */
  tally(domain, town) {
    const reason = this.reason(domain, town);
    const items = this.items.filter((item) => item.domain === domain);
    const own = items.filter((item) => this.has(item, town));
    const states = items.filter((item) => reason === undefined && (item.tiers.includes('town') || item.added_by === town)).map((item) => item.towns?.[town]);
    const changed = states.filter((state) => state?.state === 'changed');
    const fields = changed.flatMap((state) => Object.keys(state.changed ?? {}));
    return {
      reason, items: own.length, changed: changed.length, omitted: states.filter((state) => state?.state === 'omitted').length,
      added: own.filter((item) => item.added_by === town).length, shown: fields.filter((field) => COLUMNS.includes(field)).length,
    };
  }

  /** Whether a town says anything of its own. */
  differs(town) {
    return this.domains.some(({ key }) => { const { changed, omitted, added } = this.tally(key, town); return changed + omitted + added > 0; });
  }

  /** Domains as towns have them: every pair that differs, and one that does not. */
  cases() {
    const pairs = this.domains.filter((domain) => domain.not_applicable === undefined)
      .flatMap((domain) => this.towns.map((town, index) => ({ domain, town, index, ...this.tally(domain.key, town.name) })));
    const differing = pairs.filter((pair) => pair.reason !== undefined || pair.changed + pair.omitted + pair.added > 0);
    return [...differing.slice(0, 12), ...pairs.filter((pair) => !differing.includes(pair) && pair.items > 0).slice(0, 1)];
  }

  /** The domain and town with most differences. */
  busiest() {
    return this.cases().reduce((one, other) => other.changed + other.omitted + other.added > one.changed + one.omitted + one.added ? other : one);
  }

  /** Key of the domain with the longest content. */
  longest() {
    const applying = this.items.filter((item) => item.applies);
    return applying.reduce((one, other) => other.texts.content.length > one.texts.content.length ? other : one).domain;
  }

  /** Six characters of a text that many items have. */
  common(field) {
    const numbers = new Map();
    for (const item of this.items) {
      const part = item.texts[field].split(/[\s\u0001；]/)[0].slice(0, 6);
      if (part) numbers.set(part, (numbers.get(part) ?? 0) + 1);
    }
    return [...numbers].sort((one, other) => other[1] - one[1])[0]?.[0] ?? '';
  }

  /** Words written in other ways, each with the way the catalog writes it. */
  variants() {
    const all = this.items.flatMap((item) => [item.name, item.texts.content, item.texts.basis]).join('\n');
    const pairs = [];
    for (const [simple, traditional] of Object.entries(TRADITIONAL)) {
      const near = new RegExp(`[\\p{Script=Han}]?${simple}[\\p{Script=Han}]`, 'u').exec(all);
      if (near) pairs.push([near[0].replace(simple, traditional), near[0]]);
    }
    const digits = /\d{2,4}/.exec(all);
    if (digits) pairs.push([[...digits[0]].map((digit) => String.fromCodePoint(digit.codePointAt(0) + 0xfee0)).join(''), digits[0]]);
    const letters = /[A-Za-z]{2,}/.exec(all);
    if (letters) pairs.push([letters[0].toUpperCase(), letters[0]], [letters[0].toLowerCase(), letters[0]]);
    const bracket = /[（(]\p{Script=Han}{2}/u.exec(all);
    if (bracket) pairs.push([bracket[0].replace(/[（(]/, (mark) => mark === '(' ? '（' : '('), bracket[0]]);
    return pairs;
  }

  /** search.js with as many items as asked for: those there are, over and over, each text made different. */
  static many(search, number) {
    const data = JSON.parse(search.slice('mulu.search('.length, search.lastIndexOf(');')));
    const texts = [...data.texts];
    const items = Array.from({ length: number }, (_, index) => {
      const row = [...data.items[index % data.items.length]];
      for (const place of [3, 4]) {
        texts.push(`${data.texts[row[place]]}（第${index + 1}项）`);
        row[place] = texts.length - 1;
      }
      return row;
    });
    return `mulu.search(${JSON.stringify({ ...data, texts, items })});`;
  }
}
