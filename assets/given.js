// Runs before anything is drawn. A link in the address asks for its own figures: those of the first baseline, which the
// build wrote into the page, are then never seen, only their places. And the page has the reader's colours at once.
const root = document.documentElement;
if (/[?#](?!figures$)/.test(location.href)) root.dataset.given = '';
let chosen;
try {
  chosen = localStorage.getItem('rackrate.theme');
} catch {
  // Storage is denied: the system's colours.
}
const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
root.dataset.theme = dark ? 'dark' : 'light';
