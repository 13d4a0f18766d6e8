// What is shown, in one object. The link holds it behind `#`; choices of the reader are kept in this browser as well.

/** Choices of the reader, with what each may be; the first holds at first. */
export const CHOICES = {
  units: ['metric', 'imperial', 'scientific'],
  times: ['place', 'mine', 'utc'],
  lang: ['auto', 'en', 'de'],
  theme: ['auto', 'light', 'dark'],
};

export const LISTS = ['places', 'alerts', 'watches'];

export const SPANS = { P2D: 2, P7D: 7, P14D: 14, P30D: 30, P90D: 90, all: Infinity };

const NOTHING = {
  show: 'HEAT',
  at: null,
  span: 'P7D',
  place: null,
  watch: null,
  map: null,
  list: 'places',
};

const STORE = 'outpost';
const NAME = /^[A-Za-z0-9_]{1,64}$/;
const followers = new Set();
let isWriting = false;
let due = 0;

const isChoice = (key) => (value) => CHOICES[key].includes(value);

const RULES = {
  show: (value) => NAME.test(value),
  at: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  span: (value) => value in SPANS,
  place: (value) => value.length > 0 && value.length <= 256,
  watch: (value) => value.length > 0 && value.length <= 256,
  map: (value) => /^\d{1,2}(\.\d+)?\/-?\d{1,2}(\.\d+)?\/-?\d{1,3}(\.\d+)?$/.test(value),
  list: (value) => LISTS.includes(value),
  units: isChoice('units'),
  times: isChoice('times'),
  lang: isChoice('lang'),
};

export const view = { ...NOTHING, ...kept(), ...ofLink(location.hash) };

/** Changes what is shown; the link follows, and listeners of what has changed are called. */
export function change(asked) {
  // The map shows one thing: what is asked for instead of a watch ends the watch.
  const changes = 'show' in asked ? { watch: null, ...asked } : asked;
  const changed = Object.keys(changes).filter((key) => view[key] !== changes[key]);
  if (changed.length === 0) {
    return;
  }
  Object.assign(view, changes);
  if (changed.some((key) => key in CHOICES)) {
    keep();
  }
  writeLink();
  tell(changed);
}

/** Calls the listener with the view whenever one of the keys has changed. */
export function follow(keys, listener) {
  followers.add({ keys, listener });
}

function tell(changed) {
  for (const { keys, listener } of followers) {
    if (keys.some((key) => changed.includes(key))) {
      listener(view, changed);
    }
  }
}

addEventListener('hashchange', () => {
  if (isWriting) {
    return;
  }
  const next = { ...NOTHING, ...kept(), ...ofLink(location.hash) };
  const changed = Object.keys(next).filter((key) => next[key] !== view[key]);
  Object.assign(view, next);
  tell(changed);
});

/** Not at each step of a drag: browsers bound how often the address may change. */
function writeLink() {
  clearTimeout(due);
  due = setTimeout(writeLinkNow, 120);
}

/** The link as it is now, also where the address has not followed yet. */
export function writeLinkNow() {
  clearTimeout(due);
  isWriting = true;
  history.replaceState(null, '', '#' + linkOf(view));
  isWriting = false;
  return location.href;
}

/** What stands behind `#`: what differs from how the page begins. */
export function linkOf(shown) {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(shown)) {
    const first = key in CHOICES ? CHOICES[key][0] : NOTHING[key];
    if (value !== first && value !== null && key !== 'theme') {
      parts.set(key, value);
    }
  }
  // Slashes and colons may stand in a fragment, and are easier to read.
  return parts.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
}

/** What a link says; what it says wrongly is left out. */
function ofLink(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const read = {};
  for (const [key, value] of parts) {
    const rule = RULES[key];
    if (rule && rule(value)) {
      read[key] = value;
    }
  }
  // Of a watch the newest is shown alone.
  return 'watch' in read ? { ...read, at: null } : read;
}

function kept() {
  const read = {};
  let stored = {};
  try {
    stored = JSON.parse(localStorage.getItem(STORE) ?? '{}');
  } catch {
    // A browser that keeps nothing: as at first.
  }
  for (const key of Object.keys(CHOICES)) {
    read[key] = CHOICES[key].includes(stored[key]) ? stored[key] : CHOICES[key][0];
  }
  return read;
}

function keep() {
  try {
    localStorage.setItem(
      STORE,
      JSON.stringify(Object.fromEntries(Object.keys(CHOICES).map((key) => [key, view[key]]))));
  } catch {
    // Then they last as long as the page.
  }
}
