// Tables of items: long cells are folded, and a domain's page shows one tier, or the domain as one town has it. The address says
// which (#city, #town, #town=3, or the anchor of an item or group); without this script all of it stands one below the other.
{
  const { element } = mulu;
  const LINES = 4; // shown of a folded text
  const tables = document.querySelector('table.items');
  const chooser = document.getElementById('switch');

  // ── Folding. A row has one button for all its cells: whoever wants to read on wants the whole row. What many towns say of it,
  // in the row below, has one of its own.

  const foldable = '.content, .basis, .limit, .channels, .subject, ul.differing';
  const height = (cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getBoundingClientRect().height;
  };
  const fold = (part) => {
    const rows = part.querySelectorAll('table.items tbody tr:not(.group)');
    // One line more would take no more room than the button does.
    const most = rows.length && (LINES + 1.5) * parseFloat(getComputedStyle(rows[0]).lineHeight);
    // All is measured before anything is changed: a change between would lay the page out again for every row.
    const long = [];
    for (const row of rows) {
      // A row that is not shown has no height; one that is low has no long cell.
      if (row.offsetHeight <= most || row.matches('.folded, .unfolded')) continue;
      const cells = [...row.querySelectorAll(foldable)].filter((cell) => height(cell) > most);
      if (cells.length) long.push([row, cells]);
    }
    for (const [row, cells] of long) {
      for (const cell of cells) {
        const inner = element('div', { className: 'fold' });
        if (cell.matches('ul')) cell.before(inner);
        inner.append(...(cell.matches('ul') ? [cell] : cell.childNodes));
        if (!inner.parentNode) cell.append(inner);
      }
      const button = element('button', { type: 'button', className: 'unfold' });
      (row.querySelector('.name') || row.querySelector('td')).append(button);
      setFolded(row, button, true);
    }
  };
  const setFolded = (row, button, folded) => {
    row.classList.toggle('folded', folded);
    row.classList.toggle('unfolded', !folded);
    button.setAttribute('aria-expanded', String(!folded));
    button.textContent = folded ? '展开全文' : '收起';
    const named = row.classList.contains('more') ? row.previousElementSibling : row;
    button.setAttribute('aria-label', `${button.textContent}：${named.querySelector('.name a').textContent}`);
  };
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('button.unfold');
    if (!button) return;
    const row = button.closest('tr');
    setFolded(row, button, !row.classList.contains('folded'));
  });
  if (tables && !chooser) fold(document);

  // ── The switch.

  if (chooser) {
    const town = document.getElementById('switch-town');
    const said = document.getElementById('switch-said');
    const buttons = [...chooser.querySelectorAll('button')];
    const views = buttons.map((button) => button.value);
    const sections = new Map([...document.querySelectorAll('main section[data-view]')].map((section) => [section.dataset.view, section]));
    const towns = sections.get('town');
    // The towns' section as it came, to begin anew with for every town.
    const common = towns && towns.cloneNode(true);
    let here = null;

    const read = () => {
      const hash = location.hash.slice(1);
      const number = /^town=([1-9]\d*)$/.exec(hash);
      const option = number && town && [...town.options].find((option) => option.value === number[1]);
      if (option) return { view: 'town', town: option, target: null };
      if (views.includes(hash)) return { view: hash, town: null, target: null };
      const target = hash ? document.getElementById(hash) || (common && common.querySelector(`#${CSS.escape(hash)}`)) : null;
      const around = target && target.closest('section[data-view]');
      if (around) return { view: around.dataset.view, town: null, target: hash };
      // What is not in a section is on the page whatever is shown.
      return { view: target ? 'all' : views[0], town: null, target: null };
    };
    const show = () => {
      const state = read();
      buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.value === state.view && !state.town)));
      if (town) town.value = state.town ? state.town.value : '';
      if (towns) {
        if (here !== null) towns.replaceChildren(...common.cloneNode(true).childNodes);
        here = state.town ? state.town.value : null;
      }
      const shown = (view) => state.view === 'all' || view === state.view || (view === 'towns' && state.view === 'town' && !state.town);
      for (const [view, section] of sections) section.hidden = !shown(view);
      for (const entry of document.querySelectorAll('.local li[data-view]')) entry.hidden = !shown(entry.dataset.view);
      said.replaceChildren();
      if (state.town) say(asIn(state.town), state.town);
      fold(document);
      const target = state.target && document.getElementById(state.target);
      if (target) target.scrollIntoView({ behavior: 'instant' });
    };
    const go = (address) => {
      if (`#${address}` === location.hash) return;
      try {
        history.pushState(null, '', `#${address}`);
        show();
      } catch {
        location.hash = address;
      }
    };
    const say = (tally, option) => {
      const link = element('a', { href: option.dataset.address, textContent: `${option.textContent}的目录` });
      said.replaceChildren(`${tally}　`, link);
    };

    // The domain as one town has it: its values beside the city's, what it leaves out marked, what others added gone.
    const asIn = (option) => {
      const name = option.textContent;
      towns.querySelector('h2').append(`：${name}`);
      if (option.dataset.reason) {
        for (const part of towns.querySelectorAll('table, .note, .empty')) part.hidden = true;
        return `本领域在${name}不适用：${option.dataset.reason}`;
      }
      const caption = towns.querySelector('caption');
      if (caption) caption.append(`：${name}`);
      for (const note of towns.querySelectorAll('.note')) note.hidden = true;
      const tally = { items: 0, changed: 0, omitted: 0, added: 0 };
      for (const row of towns.querySelectorAll('tbody tr[id]')) asInRow(row, option, tally);
      for (const group of towns.querySelectorAll('tbody')) {
        group.hidden = [...group.querySelectorAll('tr[id]')].every((row) => row.hidden);
      }
      const parts = [`${name}：${tally.items} 项`];
      if (tally.changed) parts.push(`调整 ${tally.changed} 项`);
      if (tally.added) parts.push(`新增 ${tally.added} 项`);
      if (tally.omitted) parts.push(`不适用 ${tally.omitted} 项（不计入）`);
      return parts.join('，');
    };
    const asInRow = (row, option, tally) => {
      const more = row.nextElementSibling;
      const added = row.dataset.added;
      if (added && added !== option.value) {
        row.hidden = true;
        more.hidden = true;
        return;
      }
      let own = null;
      for (const entry of more.querySelectorAll('.differing li')) {
        if (entry.dataset.town === option.value) own = entry;
        else entry.hidden = true;
      }
      const tag = (word) => row.querySelector('.name').append(' ', element('span', { className: 'tag', textContent: word }));
      const number = row.querySelector('.number');
      if (own && !own.querySelector('.to')) {
        row.classList.add('omitted');
        number.textContent = '—';
        tag('本镇不适用');
        tally.omitted++;
        return;
      }
      tally.items++;
      number.textContent = String(tally.items);
      const subject = row.querySelector('.subject[data-here]');
      if (subject) subject.textContent = subject.dataset.here.split('{}').join(option.dataset.government);
      if (added) tally.added++;
      if (!own) return;
      tally.changed++;
      tag('本镇调整');
      for (const change of own.querySelectorAll('[data-column]')) {
        const cell = row.querySelector(`td.${change.dataset.column}`);
        const [from, to] = change.querySelectorAll('.from, .to');
        if (cell && to) {
          cell.replaceChildren(element('ins', { textContent: to.textContent }),
            element('span', { className: 'was' }, '原为：', element('del', { textContent: from.textContent || '（空）' })));
        }
      }
    };

    chooser.hidden = false;
    buttons.forEach((button) => button.addEventListener('click', () => go(button.value)));
    if (town) town.addEventListener('change', () => go(town.value ? `town=${town.value}` : 'town'));
    window.addEventListener('popstate', show);
    show();
  }
}
