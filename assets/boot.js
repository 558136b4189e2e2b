// Starts the page: its script and its WASM are named in the head. They are loaded once the page can be read, so that they
// do not compete with it on a slow line; under a link, whose figures only they can compute, at once. What stands in
// the document until then, drawn by the build, gives way to the page in one go. If the page cannot start, that stays to
// be read, and a sentence says why and what to do (given.js).

const address = css => document.querySelector(css)?.href;
// The names stand behind this script in the head, which need not be there yet.
const names = () => ['page-script', 'page-wasm'].map(rel => address(`link[rel=${rel}]`));
let [script, wasm] = names();
const parsed = document.readyState !== 'loading' ? Promise.resolve()
  : new Promise(done => addEventListener('DOMContentLoaded', done, { once: true }));

// A file that is dropped is not shown by the browser in place of the page, which takes it as soon as it has started.
let started;
const page = new Promise(done => { started = done; });
addEventListener('dragover', event => event.preventDefault());
addEventListener('drop', event => {
  const file = event.dataTransfer.files[0];
  if (file) {
    event.preventDefault();
    page.then(page => page.openFile?.(file));
  }
});

try {
  const bindings = await load();
  const first = document.getElementById('first');
  // The page has mounted itself within this task, so that nothing was drawn yet.
  const carry = first ? carried(first, document.getElementById('app')) : () => {};
  first?.remove();
  document.getElementById('first-brief')?.remove();
  document.querySelector('.unstyled')?.remove();
  delete document.documentElement.dataset.given;
  carry();
  bindings.useImport?.(address => import(address));
  window.wasmBindings = bindings;
  started(bindings);
} catch (fault) {
  console.error(fault);
  await parsed;
  // Half a page is none.
  document.getElementById('app')?.replaceChildren();
  notStarted(await reason(fault));
}

async function load() {
  if (typeof WebAssembly !== 'object') throw new Error('no WebAssembly');
  if (!wasm) {
    await parsed;
    [script, wasm] = names();
  }
  if (!('given' in document.documentElement.dataset)) await painted();
  const [bindings, module_or_path] = await Promise.all([import(script), fetch(wasm), parsed]);
  // The address will change, from the page of a baseline to that of a scenario; the icon stays where it is.
  for (const icon of document.querySelectorAll('link[rel=icon]')) icon.href = icon.href;
  await bindings.default({ module_or_path });
  return bindings;
}

// What the build has drawn is seen before it gives way, however soon the rest is there: the browser tells when it has
// shown something. A page out of sight is not drawn.
function painted() {
  return new Promise(done => {
    if (document.hidden) done();
    const types = PerformanceObserver.supportedEntryTypes;
    const type = ['largest-contentful-paint', 'paint'].find(type => types.includes(type));
    if (type) new PerformanceObserver(() => done()).observe({ type, buffered: true });
    setTimeout(done, type ? 2000 : 100);
  });
}

// Why the page did not start, and what helps, in a sentence each.
async function reason(fault) {
  if (typeof WebAssembly !== 'object') {
    return 'This browser has no WebAssembly, or it is switched off. Switch it on, or use another browser.';
  }
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return 'A security policy, of this site or of an extension, forbids WebAssembly. Allow it, or use another browser.';
  }
  for (const file of [script, wasm]) {
    try {
      const answer = await fetch(file, { method: 'HEAD', cache: 'no-store' });
      if (answer.status === 404 || answer.status === 410) {
        return 'A newer release has taken the place of this page, and its files are gone. Reload the page.';
      }
      if (!answer.ok) return `The server does not give out a part of the page (${answer.status}). Reload the page in a while.`;
    } catch {
      return 'A part of the page could not be loaded. Check the connection, then reload the page.';
    }
  }
  return `The page broke off while it started (${String(fault).slice(0, 120)}). Reload the page; if that does not help, use another browser.`;
}

// What has the keyboard and what is selected in what goes, found again in what has come: gives what hands it over.
function carried(from, to) {
  const texts = root => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walk.nextNode()) all.push(walk.currentNode);
    return all;
  };
  const same = (node, all, others, key) => others.filter(other => key(other) === key(node))[
    all.filter(other => key(other) === key(node)).indexOf(node)];
  const focus = from.contains(document.activeElement) && document.activeElement;
  const like = focus && same(focus, [...from.querySelectorAll(focus.tagName)], [...to.querySelectorAll(focus.tagName)],
    element => element.className + element.textContent);
  const selection = getSelection();
  const ends = selection.isCollapsed ? [] : [[selection.anchorNode, selection.anchorOffset], [selection.focusNode, selection.focusOffset]].map(
    ([node, offset]) => from.contains(node) && [same(node, texts(from), texts(to), text => text.data), offset]);
  return () => {
    if (like) like.focus({ preventScroll: true });
    if (ends.length && ends.every(end => end && end[0])) selection.setBaseAndExtent(...ends[0], ...ends[1]);
  };
}
