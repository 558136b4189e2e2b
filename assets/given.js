// Runs before anything is drawn. A link in the address asks for its own figures: those of the baseline, which the
// build wrote into the page, are then never seen, only their places. A name alone after # is a place on the page. And the
// page has the reader's colours at once.
const root = document.documentElement;
if (/\?|#(?![a-z]+$)/.test(location.href)) root.dataset.given = '';
// In a frame of another page nothing is seen of the page that the build drew: what its link shows is only known later, and one
// that was cut shows nothing.
const shown = part => new RegExp(`[?&#]s=[^&#]*\\.${part}`).test(location.href);
const framed = shown('Se[bc]');
if (framed || (self !== top && /[?&#]s=/.test(location.href))) root.dataset.embedded = '';
let chosen, view;
try {
  chosen = localStorage.getItem('rackrate.theme');
  view = localStorage.getItem('rackrate.view');
} catch {
  // Storage is denied: the system's colours.
}
const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
root.dataset.theme = dark ? 'dark' : 'light';

// A link is shown as it says, and one that says nothing as a brief on a narrow screen, unless the reader chose otherwise.
// A reload is the same visit.
const isLink = !framed && /[?&#]s=/.test(location.href);
const says = shown('Sb');
const narrow = matchMedia('(max-width: 640px)').matches && view !== 'explore';
let brief = isLink && narrow;
if (!framed) try {
  const [visit] = performance.getEntriesByType('navigation');
  if (visit?.type === 'reload') brief = sessionStorage.getItem('rackrate.brief') === 'yes';
  sessionStorage.setItem('rackrate.brief', brief ? 'yes' : 'no');
} catch {
  // Nothing is kept.
}
if (brief || says) root.dataset.brief = '';

// Says, above what the build has drawn, why the page does not start, and what helps.
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

// The script that would say so may be what is missing.
addEventListener('error', ({ target }) => {
  if (target.tagName === 'SCRIPT') {
    notStarted('A part of the page could not be loaded: the connection failed, or a newer release has taken its place. Reload the page.');
  }
}, true);
