// What every page has: larger type, printing, the way to the search. Controls that need this script are hidden without it.
const mulu = {
  // What others typed goes through here, as text: nothing in this script writes HTML.
  element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  },
};
{
  const root = document.documentElement;
  const elder = document.getElementById('elder');
  // A browser may refuse to remember anything, above all for pages opened from a folder.
  const remembered = (change) => { try { return change(localStorage); } catch { return null; } };
  const enlarge = (on) => {
    root.classList.toggle('elder', on);
    if (elder) elder.setAttribute('aria-pressed', String(on));
  };

  enlarge(remembered((store) => store.getItem('mulu-elder')) === 'on');
  if (elder) {
    elder.addEventListener('click', () => {
      const on = elder.getAttribute('aria-pressed') !== 'true';
      enlarge(on);
      remembered((store) => on ? store.setItem('mulu-elder', 'on') : store.removeItem('mulu-elder'));
    });
  }
  const print = document.getElementById('print');
  if (print) print.addEventListener('click', () => window.print());
  const tools = document.getElementById('tools');
  if (tools) tools.hidden = false;

  document.addEventListener('keydown', (event) => {
    const writing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.getElementById('q');
    const far = document.getElementById('to-search');
    if (!box && !far) return;
    event.preventDefault();
    if (box) box.focus();
    else far.click();
  });
}
