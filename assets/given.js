// Runs before the first paint. If the address has a link, the figures of the baseline, which the build has rendered
// into the page, are hidden, and only their places are kept. A word alone after # is a place on the page instead. Also
// sets the reader's colours at once.
const root = document.documentElement;
if (/\?|#(?![a-z]+$)/.test(location.href)) root.dataset.given = '';
// In a frame of another page, the build's rendering is hidden entirely: what the link shows is known only later, and a
// link that was cut off shows nothing.
const shown = part => new RegExp(`[?&#]s=[^&#]*\\.${part}`).test(location.href);
const framed = shown('Se[bc]');
if (framed || (self !== top && /[?&#]s=/.test(location.href))) root.dataset.embedded = '';
let chosen, view;
try {
  chosen = localStorage.getItem('rackrate.theme');
  view = localStorage.getItem('rackrate.view');
} catch {
  // Storage is blocked: use the system's colours.
}
const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
root.dataset.theme = dark ? 'dark' : 'light';

// A link decides its view; one that does not is shown as a brief on a narrow screen, unless the reader has chosen
// otherwise. A reload belongs to the same visit.
const isLink = !framed && /[?&#]s=/.test(location.href);
const says = shown('Sb');
const narrow = matchMedia('(max-width: 640px)').matches && view !== 'explore';
let brief = isLink && narrow;
if (!framed) try {
  const [visit] = performance.getEntriesByType('navigation');
  if (visit?.type === 'reload') brief = sessionStorage.getItem('rackrate.brief') === 'yes';
  sessionStorage.setItem('rackrate.brief', brief ? 'yes' : 'no');
} catch {
  // Nothing can be stored.
}
if (brief || says) root.dataset.brief = '';

// Shows a notice above the build's rendering, which says why the page does not start, and what may help.
window.notStarted = why => {
  const shown = 'given' in root.dataset
    ? 'The figures of the link that you opened cannot be computed, and none are shown in their place.'
    : 'What you see are the figures of a baseline as it was published; nothing can be changed.';
  const notice = document.createElement('div');
  notice.className = 'notice refused not-started';
  notice.setAttribute('role', 'alert');
  const lead = document.createElement('b');
  lead.textContent = 'Live figures are missing. ';
  const words = document.createElement('p');
  words.append(lead, `${why} ${shown}`);
  const again = document.createElement('button');
  again.className = 'primary';
  again.type = 'button';
  again.textContent = 'Reload';
  again.addEventListener('click', () => location.reload());
  notice.append(words, again);
  document.body.prepend(notice);
};

// The script that would show the notice may itself be missing.
addEventListener('error', ({ target }) => {
  if (target.tagName === 'SCRIPT') {
    notStarted('A part of the page could not be loaded: the connection failed, or a newer release has taken its place. Reload the page.');
  }
}, true);
