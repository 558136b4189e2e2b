// Starts the page, whose script and WASM are named in the head. They are downloaded once the build's rendering is
// visible, so that they do not compete with it on a slow line; if a link is opened, whose figures only they can
// compute, at once. The page then replaces the rendering in one go. If it cannot start, the rendering stays readable,
// and a sentence says why and what to do (given.js).

const address = css => document.querySelector(css)?.href;
// The links follow this script in the head, and may not have been parsed yet.
const names = () => ['page-script', 'page-wasm'].map(rel => address(`link[rel=${rel}]`));
let [script, wasm] = names();
const parsed = document.readyState !== 'loading' ? Promise.resolve()
  : new Promise(done => addEventListener('DOMContentLoaded', done, { once: true }));

// The browser must not navigate to a dropped file; the page opens it as soon as it has started.
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
  // The page has mounted itself within this task, so nothing has been painted in between.
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
  // A partly mounted page would be useless.
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
  // The address will change from a baseline's page to a scenario's link; an absolute address keeps the icon valid.
  for (const icon of document.querySelectorAll('link[rel=icon]')) icon.href = icon.href;
  await bindings.default({ module_or_path });
  return bindings;
}

// The build's rendering is painted before it is replaced, however soon the rest has been downloaded: waits until the
// browser reports that it has painted something. A hidden page is not painted.
function painted() {
  return new Promise(done => {
    if (document.hidden) done();
    const types = PerformanceObserver.supportedEntryTypes;
    const type = ['largest-contentful-paint', 'paint'].find(type => types.includes(type));
    if (type) new PerformanceObserver(() => done()).observe({ type, buffered: true });
    setTimeout(done, type ? 2000 : 100);
  });
}

// Why the page did not start, and what may help, in a sentence each.
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

// Finds the focused element and the selection of `from` in `to`, and returns a function that restores them there.
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
