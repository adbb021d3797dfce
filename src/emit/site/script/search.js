// The search of the home page. Its data come with search.js, which is asked for when somebody turns to the search, so that
// nobody else waits for it. What people typed is only ever written as text.
{
  const { element, learn, fold, wordsOf, marked, excerpt } = mulu;
  const box = document.getElementById('q');
  const PAGE = 50; // results shown at once
  const FEW = 8; // values of a filter shown at once

  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

  // ── The data.

  let data = null;
  let filters = [];
  mulu.search = (given) => {
    learn(given.traditional, given.simplified);
    const folded = given.texts.map(fold);
    const bodies = given.bodies.map(([name]) => fold(name));
    const items = given.items.map(([id, domain, group, name, content, basis, limit, subjects, channels, audience, method, tiers, towns]) => {
      const names = `${folded[name]}\u0001`;
      const place = `${fold(given.domains[domain][1])}\u0001${folded[group]}\u0001`;
      // Joined at once, not piece by piece: the first search would have to.
      const all = [names, place, folded[content], '\u0001', folded[basis], '\u0001', ...subjects.map((subject) => `${bodies[subject]}\u0001`)].join('');
      return {
        id, domain, group: given.texts[group], name: given.texts[name], content: given.texts[content], basis: given.texts[basis],
        limit: given.texts[limit], subjects, towns: towns || {}, names, place, all,
        values: [[domain], tiers, subjects, channels, audience, method],
      };
    });
    data = { ...given, items };
    filters = [
      { key: 'domain', heading: '领域', values: given.domains.map(([key, name]) => ({ key, name })) },
      { key: 'tier', heading: '层级', values: given.tiers.map(([key, name]) => ({ key, name })) },
      { key: 'subject', heading: '公开主体', values: given.bodies.map(([name]) => ({ key: name, name })), sorted: true },
      { key: 'channel', heading: '公开渠道', values: given.channels.map((name) => ({ key: name, name })), sorted: true },
      { key: 'audience', heading: '公开对象', values: given.audience.map(([key, name]) => ({ key, name })) },
      { key: 'method', heading: '公开方式', values: given.method.map(([key, name]) => ({ key, name })) },
    ];
    filters.forEach((filter, index) => {
      filter.numbers = new Map(filter.values.map((value, number) => [value.key, number]));
      filter.all = new Uint32Array(filter.values.length);
      for (const item of items) for (const value of item.values[index]) filter.all[value]++;
    });
  };

  // Whether a town has an item: the common ones it does not leave out, and its own.
  const applies = (domain, town) => data.domains[domain][2] && !data.towns[town][2].includes(domain);
  const isTownLevel = (item) => item.values[1].includes(2);
  const inTown = (item, town) => {
    if (!applies(item.domain, town)) return false;
    const { added, omitted } = item.towns;
    if (added !== undefined) return added === town;
    return isTownLevel(item) && !(omitted && omitted.includes(town));
  };

  // ── What is asked for: words, a town, values of filters. All of it stands in the address.

  let asked = { typed: '', open: false, town: null, chosen: new Map() };
  const fromAddress = () => {
    const hash = location.hash.slice(1);
    const said = new URLSearchParams(hash.includes('=') ? hash : '');
    const chosen = new Map();
    for (const key of ['domain', 'tier', 'subject', 'channel', 'audience', 'method']) {
      const values = said.getAll(key);
      if (values.length) chosen.set(key, new Set(values));
    }
    const town = /^[1-9]\d*$/.test(said.get('town') || '') ? Number(said.get('town')) - 1 : null;
    return { typed: said.get('q') || '', open: said.has('q') || town !== null || chosen.size > 0, town, chosen };
  };
  const toAddress = () => {
    if (!asked.open) return '';
    const said = new URLSearchParams();
    if (asked.typed.trim() || (asked.town === null && asked.chosen.size === 0)) said.set('q', asked.typed.trim());
    if (asked.town !== null) said.set('town', String(asked.town + 1));
    for (const [key, values] of asked.chosen) for (const value of values) said.append(key, value);
    return `#${said}`;
  };
  const keep = (way) => {
    const address = toAddress();
    if (address === location.hash) return;
    try {
      history[way](null, '', address || location.pathname + location.search);
    } catch {
      // Some browsers keep no history for pages opened from a folder; the search works all the same.
    }
  };

  // ── Finding.

  // What holds longer words holds the shorter ones, so whoever types on is searching what was found before.
  let before = null;
  const holding = (words) => {
    const narrower = before && before.words.every((old) => words.some((word) => word.includes(old)));
    const among = narrower ? before.items : data.items;
    before = { words, items: among.filter((item) => words.every((word) => item.all.includes(word))) };
    return before.items;
  };
  const find = () => {
    const words = wordsOf(asked.typed);
    const town = asked.town !== null && asked.town < data.towns.length ? asked.town : null;
    const chosen = filters.map(({ key, numbers }) => {
      const values = asked.chosen.get(key);
      return values ? new Set([...values].map((value) => numbers.get(value))) : null;
    });
    const counts = filters.map((filter) => new Uint32Array(filter.values.length));
    const towns = { common: new Uint32Array(data.domains.length), less: new Map(), more: new Map() };
    const ranks = [[], [], [], []];
    const matching = holding(words);
    for (const item of matching) {
      // Each filter's numbers are those under all the others.
      let refusing = -1; // the only filter that refuses the item; -2 when several do
      for (let index = 0; index < chosen.length && refusing !== -2; index++) {
        if (chosen[index] && !item.values[index].some((value) => chosen[index].has(value))) refusing = refusing === -1 ? index : -2;
      }
      if (refusing === -2) continue;
      const here = town === null || inTown(item, town);
      if (refusing === -1) countTowns(item, towns);
      if (!here) continue;
      if (refusing === -1) {
        for (let index = 0; index < counts.length; index++) for (const value of item.values[index]) counts[index][value]++;
        ranks[rank(item, words)].push(item);
      } else {
        for (const value of item.values[refusing]) counts[refusing][value]++;
      }
    }
    return { words, town, counts, towns, matching: matching.length, hits: [].concat(...ranks) };
  };
  // Names before places before texts; a name that is what was typed first of all.
  const rank = (item, words) => {
    if (words.length === 1 && item.names === `${words[0]}\u0001`) return 0;
    if (words.every((word) => item.names.includes(word))) return 1;
    return words.every((word) => item.names.includes(word) || item.place.includes(word)) ? 2 : 3;
  };
  const countTowns = (item, towns) => {
    const { added, omitted } = item.towns;
    const count = (map, town) => map.set(town, (map.get(town) || 0) + 1);
    if (added !== undefined) {
      if (applies(item.domain, added)) count(towns.more, added);
    } else if (isTownLevel(item) && data.domains[item.domain][2]) {
      towns.common[item.domain]++;
      for (const town of omitted || []) if (applies(item.domain, town)) count(towns.less, town);
    }
  };
  const inTownCount = (towns, town) => {
    const common = towns.common.reduce((sum, number, domain) => data.towns[town][2].includes(domain) ? sum : sum + number, 0);
    return common - (towns.less.get(town) || 0) + (towns.more.get(town) || 0);
  };

  // ── Showing.

  if (box) {
    const section = document.getElementById('search');
    const said = document.getElementById('search-said');
    const found = document.getElementById('search-found');
    const openButton = document.getElementById('search-open');
    const clearButton = document.getElementById('search-clear');
    section.hidden = false;

    let panel = null;
    let shown = PAGE;
    const build = () => {
      const town = element('select', { id: 'search-town' }, element('option', { value: '', textContent: '不限' }));
      data.towns.forEach(([name], index) => town.append(element('option', { value: String(index), textContent: name })));
      town.addEventListener('change', () => choose(() => { asked.town = town.value === '' ? null : Number(town.value); }));
      const body = element('div', { className: 'values' });
      if (data.towns.length) {
        body.append(element('p', { className: 'town' }, element('label', { htmlFor: 'search-town', textContent: '镇街' }), town));
      }
      const lists = filters.map((filter) => {
        const list = listOf(filter);
        body.append(list.fieldset);
        return list;
      });
      const filtering = element('details', { className: 'filters', open: matchMedia('(min-width: 60rem)').matches },
        element('summary', { textContent: '筛选' }), body);
      const hits = element('ol', { className: 'hits' });
      const none = element('div', { className: 'none', hidden: true });
      const more = element('button', { type: 'button', className: 'more-hits', hidden: true });
      more.addEventListener('click', () => {
        const before = hits.children.length;
        shown += PAGE;
        show();
        hits.children[before].querySelector('a').focus();
      });
      found.append(filtering, element('div', { className: 'results' }, hits, none, more));
      panel = { town, lists, hits, none, more };
    };
    // A filter's values in a fixed order: nothing moves under the hand of who chooses.
    const listOf = (filter) => {
      const order = filter.values.map((_, number) => number).filter((number) => filter.all[number] > 0);
      if (filter.sorted) order.sort((one, other) => filter.all[other] - filter.all[one]);
      const rows = order.map((number) => {
        const value = filter.values[number];
        const input = element('input', { type: 'checkbox', value: value.key });
        const count = element('span', { className: 'count' });
        input.addEventListener('change', () => choose(() => {
          const values = asked.chosen.get(filter.key) || new Set();
          if (input.checked) values.add(value.key);
          else values.delete(value.key);
          if (values.size) asked.chosen.set(filter.key, values);
          else asked.chosen.delete(filter.key);
        }));
        return { number, input, count, label: element('label', {}, input, element('span', { textContent: value.name }), ' ', count) };
      });
      const all = element('button', { type: 'button', className: 'all' });
      all.setAttribute('aria-expanded', 'false');
      all.addEventListener('click', () => {
        all.setAttribute('aria-expanded', String(all.getAttribute('aria-expanded') !== 'true'));
        show();
      });
      const fieldset = element('fieldset', {}, element('legend', { textContent: filter.heading }), ...rows.map((row) => row.label), all);
      return { filter, rows, all, fieldset };
    };

    const show = () => {
      const result = find();
      panel.town.value = result.town === null ? '' : String(result.town);
      data.towns.forEach(([name], index) => {
        panel.town.options[index + 1].textContent = `${name}（${grouped(inTownCount(result.towns, index))}）`;
      });
      panel.lists.forEach((list, index) => showValues(list, result.counts[index]));
      const { hits, words } = result;
      panel.hits.replaceChildren(...hits.slice(0, shown).map((item) => line(item, words, result.town)));
      panel.more.hidden = hits.length <= shown;
      panel.more.textContent = `再显示 ${Math.min(PAGE, hits.length - shown)} 项（还有 ${grouped(hits.length - shown)} 项）`;
      panel.none.hidden = hits.length > 0;
      panel.none.replaceChildren(...(hits.length > 0 ? [] : advice(result)));
      const inPlace = result.town === null ? '' : `${data.towns[result.town][0]}：`;
      say(hits.length > 0 ? `${inPlace}找到 ${grouped(hits.length)} 项` : `${inPlace}没有找到符合的事项`, ways(words));
    };
    const showValues = ({ filter, rows, all }, counts) => {
      const chosen = asked.chosen.get(filter.key);
      const expanded = all.getAttribute('aria-expanded') === 'true';
      let alive = 0;
      for (const row of rows) {
        row.input.checked = Boolean(chosen && chosen.has(row.input.value));
        row.count.textContent = grouped(counts[row.number]);
        if (counts[row.number] > 0) alive++;
        row.label.hidden = !row.input.checked && (counts[row.number] === 0 || (!expanded && alive > FEW));
      }
      all.hidden = alive <= FEW;
      all.textContent = expanded ? `只列前 ${FEW} 个` : `列出全部 ${alive} 个`;
    };
    const say = (text, links) => {
      said.replaceChildren(text);
      links.forEach(([address, name], index) => said.append(index ? '、' : '　直达：', element('a', { href: address, textContent: name })));
    };
    // Pages whose names were typed.
    const ways = (words) => {
      if (!words.length) return [];
      const named = (name) => words.some((word) => [...word].length > 1 && fold(name).includes(word));
      const links = [...document.querySelectorAll('main .grid a')].filter((link) => named(link.textContent));
      return links.slice(0, 5).map((link) => [link.getAttribute('href'), link.textContent]);
    };

    const line = (item, words, town) => {
      const changed = town !== null && item.towns.changed && item.towns.changed[town];
      const text = (number, otherwise) => changed && changed[number] !== null ? data.texts[changed[number]] : otherwise;
      const body = (subject) => town !== null && data.bodies[subject][1] ? data.towns[town][1] : data.bodies[subject][0];
      const subject = text(1, [...new Set(item.subjects.map(body))].join('、'));
      const name = element('p', { className: 'name' }, element('a', { href: `items/${item.id}.html` }, ...marked(item.name, words)));
      const tags = [];
      if (item.towns.added !== undefined) tags.push(`${data.towns[item.towns.added][0]}新增`);
      if (changed) tags.push(`${data.towns[town][0]}有调整`);
      if (!data.domains[item.domain][2]) tags.push('本领域不适用');
      for (const tag of tags) name.append(' ', element('span', { className: 'tag', textContent: tag }));
      const place = [data.domains[item.domain][1], item.group].filter(Boolean).join(' › ');
      const facts = element('p', { className: 'where' }, element('span', {}, ...marked(place, words)));
      if (subject) facts.append(element('span', {}, '主体：', ...marked(subject, words)));
      const limit = text(0, item.limit);
      if (limit) facts.append(element('span', {}, '时限：', limit));
      const made = element('li', {}, name, facts);
      const missing = words.filter((word) => !item.names.includes(word) && !item.place.includes(word));
      for (const [heading, its] of [['内容', item.content], ['依据', item.basis]]) {
        const around = missing.length ? excerpt(its, missing) : null;
        if (around) made.append(element('p', { className: 'excerpt' }, `${heading}：`, ...around));
      }
      return made;
    };
    const advice = ({ words, matching }) => {
      const offer = (label, change) => {
        const button = element('button', { type: 'button', textContent: label });
        button.addEventListener('click', () => { choose(change); box.focus(); });
        return element('li', {}, button);
      };
      const list = element('ul', { className: 'offers' });
      if (matching > 0) {
        list.append(offer(`取消全部筛选条件（${grouped(matching)} 项）`, () => { asked.town = null; asked.chosen.clear(); }));
      }
      if (words.length > 1) {
        for (const word of words.slice(0, 5)) {
          const number = data.items.filter((item) => item.all.includes(word)).length;
          if (number > 0) list.append(offer(`只找“${word}”（${grouped(number)} 项）`, () => { asked.typed = word; box.value = word; }));
        }
      }
      const saidWords = words.map((word) => `“${word}”`).join('和');
      const reason = matching > 0 ? '有符合词语的事项，但是都不符合筛选条件。' : `没有同时含有${saidWords}的事项。`;
      return [
        element('p', { textContent: words.length ? reason : '没有符合这些筛选条件的事项。' }), list,
        element('p', { textContent: '还可以：减少词语；换一种说法，例如写全称“最低生活保障”而不写“低保”；或者从下面的领域、镇街进入。' }),
      ];
    };

    // ── What people do.

    let loading = false;
    const load = () => {
      if (data || loading) return;
      loading = true;
      const script = element('script', { src: 'search.js' });
      script.addEventListener('load', () => { if (asked.open) render(); });
      script.addEventListener('error', () => {
        loading = false;
        say('搜索用的数据没有取到：请确认 search.js 与本页在同一文件夹，刷新后再试；也可以从下面的领域、镇街进入。', []);
      });
      document.head.append(script);
    };
    const render = () => {
      openButton.setAttribute('aria-expanded', String(asked.open));
      clearButton.hidden = !asked.open;
      found.hidden = !asked.open || !data;
      if (!asked.open) return say('', []);
      if (!data) {
        say('正在取搜索用的数据……', []);
        return load();
      }
      if (!panel) build();
      show();
    };
    const choose = (change) => {
      change();
      asked.open = true;
      shown = PAGE;
      keep('pushState');
      render();
    };
    const clear = () => {
      asked = { typed: '', open: false, town: null, chosen: new Map() };
      box.value = '';
      keep('pushState');
      render();
      box.focus();
    };
    const follow = () => {
      asked = fromAddress();
      // What stands in the box stays as it was typed, with its blanks.
      if (box.value.trim() !== asked.typed.trim()) box.value = asked.typed;
      shown = PAGE;
      render();
    };

    box.addEventListener('focus', load);
    box.addEventListener('input', (event) => {
      // Letters on their way to a character are not words yet.
      if (event.isComposing) return;
      const before = asked.open;
      asked.typed = box.value;
      asked.open = box.value.trim() !== '' || asked.town !== null || asked.chosen.size > 0;
      shown = PAGE;
      keep(before === asked.open ? 'replaceState' : 'pushState');
      render();
    });
    box.addEventListener('compositionend', () => box.dispatchEvent(new Event('input')));
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      if (asked.open || box.value) clear();
      else box.blur();
    });
    box.form.addEventListener('submit', (event) => {
      event.preventDefault();
      choose(() => { asked.typed = box.value; });
    });
    openButton.addEventListener('click', () => {
      if (asked.open) clear();
      else choose(() => {});
      openButton.focus();
    });
    clearButton.addEventListener('click', clear);
    window.addEventListener('popstate', follow);
    follow();
    // Who comes by the link to the search wants to type; following the address would take the focus away again before.
    if (location.hash === '#q') window.addEventListener('load', () => box.focus());
  }
}
