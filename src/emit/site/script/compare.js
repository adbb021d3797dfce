// Texts compared as people mean them: width, case, traditional characters and blanks do not count. Also what is shown of a text in
// which words were found.
{
  const { element } = mulu;
  const AROUND = 28; // characters of a text shown around what was found in it

  let simple = new Map();
  let traditional = null;
  const learn = (from, to) => {
    const [these, those] = [[...from], [...to]];
    simple = new Map(these.map((character, index) => [character, those[index]]));
    folded = new Map();
    traditional = these.length ? new RegExp(`[${from}]`, 'gu') : null;
  };
  const fold = (text) => {
    const plain = text.normalize('NFKC').toLowerCase().replace(/[\s\u200b\ufeff]+/g, '');
    return traditional ? plain.replace(traditional, (character) => simple.get(character)) : plain;
  };
  // Single characters come by thousands when finds are marked, and few are different.
  let folded = new Map();
  const foldOne = (character) => {
    if (!folded.has(character)) folded.set(character, fold(character));
    return folded.get(character);
  };
  const wordsOf = (typed) => [...new Set(typed.split(/\s+/).map(fold).filter(Boolean))];

  // Where the words stand in a text, as parts that are or are not one of them.
  const parts = (text, words) => {
    const at = []; // for each unit of the folded text the character it comes from
    const characters = [...text];
    let all = '';
    characters.forEach((character, index) => {
      const piece = foldOne(character);
      for (let unit = 0; unit < piece.length; unit++) at.push(index);
      all += piece;
    });
    const found = new Array(characters.length).fill(false);
    for (const word of words) {
      for (let from = all.indexOf(word); from >= 0; from = all.indexOf(word, from + word.length)) {
        found.fill(true, at[from], at[from + word.length - 1] + 1);
      }
    }
    const list = [];
    characters.forEach((character, index) => {
      const last = list[list.length - 1];
      if (last && last.found === found[index]) last.text += character;
      else list.push({ text: character, found: found[index] });
    });
    return list;
  };
  const written = (list) => list.map(({ text, found }) => found ? element('mark', { textContent: text }) : text);
  const marked = (text, words) => written(parts(text, words));

  // The text around the first find, or nothing when no word stands in it.
  const excerpt = (text, words) => {
    const list = parts(text.replace(/\s+/g, ' ').trim(), words);
    const first = list.findIndex((part) => part.found);
    if (first < 0) return null;
    const before = [...list.slice(0, first).map((part) => part.text).join('')];
    const shown = [{ text: (before.length > AROUND ? '…' : '') + before.slice(-AROUND).join(''), found: false }];
    let room = 3 * AROUND;
    for (const part of list.slice(first)) {
      const characters = [...part.text];
      shown.push({ text: characters.slice(0, room).join('') + (characters.length > room ? '…' : ''), found: part.found });
      room -= characters.length;
      if (room <= 0) break;
    }
    return written(shown);
  };

  Object.assign(mulu, { learn, fold, wordsOf, marked, excerpt });
}
