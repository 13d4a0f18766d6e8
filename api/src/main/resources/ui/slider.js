// The slider over the stored past, and play.
import { byId, el } from './dom.js';
import { t } from './texts.js';
import { DAY, HOUR, clock, day, instant, midnights, wholeMoment } from './time.js';
import { SPANS, change, follow, view } from './view.js';

/** The least time that a step is shown while playing, ms. */
const FRAME_MILLIS = 350;
const MOST_STEPS = 400;

let stored = null;
let from = 0;
let step = HOUR;
let isPlaying = false;
let load = async () => {};

/** @param loadFrame shows a time (ms; null: the newest); its promise ends when the map has it */
export function startSlider(loadFrame) {
  load = loadFrame;
  byId('when').addEventListener('input', () => {
    stop();
    goTo(Number(byId('when').value));
  });
  byId('play').addEventListener('click', () => (isPlaying ? stop() : play()));
  byId('newest').addEventListener('click', newest);
  byId('span').addEventListener('change', ({ target }) => change({ span: target.value }));
  byId('time').addEventListener('submit', (event) => event.preventDefault());
  follow(['at', 'span', 'lang', 'times', 'units', 'place', 'watch'], draw);
}

/** What of the past is stored, and the time that is shown, ms. */
export function setStored(frame) {
  if (frame.from !== null) {
    stored = { from: frame.from, until: frame.until };
  }
  draw();
}

/** Of watches the newest is judged alone. */
const isUsed = () => stored !== null && view.watch === null;

/** Times of a narrow scale are told apart better by steps of an hour; a wide one has fewer steps than pixels. */
function range() {
  const all = stored.until - stored.from;
  const wanted = Math.min(SPANS[view.span] * DAY, all);
  step = Math.max(1, Math.ceil(wanted / HOUR / MOST_STEPS)) * HOUR;
  // The steps stand at whole hours, before the newest.
  const last = Math.ceil(stored.until / step) * step;
  from = Math.max(last - Math.ceil(wanted / step) * step, Math.ceil(stored.from / step) * step);
  return Math.round((last - from) / step);
}

/** Redraws all of it; called also when the zone of the place is known. */
export function draw() {
  byId('play').setAttribute('aria-label', t(isPlaying ? 'pause' : 'play'));
  byId('play').title = t(isPlaying ? 'pause' : 'play');
  byId('play').setAttribute('aria-pressed', String(isPlaying));
  byId('span').replaceChildren(...Object.keys(SPANS).map((key) => el('option', { value: key }, t(`span.${key}`))));
  byId('span').value = view.span;
  byId('time').hidden = !isUsed();
  if (!isUsed()) {
    return;
  }
  const steps = range();
  const slider = byId('when');
  slider.max = String(steps);
  const position = view.at === null ? steps : Math.max(0, Math.min(steps, Math.round((Date.parse(view.at) - from) / step)));
  slider.value = String(position);
  const shown = view.at === null ? stored.until : Date.parse(view.at);
  const text = wholeMoment(shown);
  byId('time-shown').textContent = text;
  slider.setAttribute('aria-valuetext', text);
  slider.style.setProperty('--part', String(steps === 0 ? 1 : position / steps));
  byId('newest').setAttribute('aria-pressed', String(view.at === null));
  drawTicks(steps);
}

function drawTicks(steps) {
  const until = from + steps * step;
  const width = byId('when').clientWidth || 600;
  const most = Math.max(2, Math.floor(width / 70));
  const times = until - from > 1.5 * DAY ? midnights(from, until, most) : everyFewHours(until, most);
  const said = until - from > 1.5 * DAY ? day : clock;
  // One at the very end would have no room.
  const part = (time) => (time - from) / (until - from);
  byId('ticks').replaceChildren(...times.filter((time) => part(time) * width < width - 40).map((time) => {
    const tick = el('span', said(time));
    tick.style.left = `${100 * part(time)}%`;
    return tick;
  }));
}

function everyFewHours(until, most) {
  const apart = Math.max(1, Math.ceil((until - from) / HOUR / most)) * HOUR;
  return Array.from({ length: Math.floor((until - from) / apart) + 1 }, (_, i) => from + i * apart);
}

/** @param position of the slider; its end is the newest */
function goTo(position) {
  const isNewest = position >= Number(byId('when').max);
  change({ at: isNewest ? null : instant(from + position * step) });
}

/** So many steps on, or back. */
export function move(steps) {
  if (isUsed()) {
    stop();
    const next = Number(byId('when').value) + steps;
    goTo(Math.max(0, next));
  }
}

export function newest() {
  stop();
  change({ at: null });
}

export function toggle() {
  if (isPlaying) {
    stop();
  } else {
    play();
  }
}

function stop() {
  if (isPlaying) {
    isPlaying = false;
    draw();
  }
}

/** Step by step to the newest, from the beginning if it stands there; each step waits until the map has the one before. */
async function play() {
  if (!isUsed()) {
    return;
  }
  isPlaying = true;
  const end = Number(byId('when').max);
  if (Number(byId('when').value) >= end) {
    goTo(0);
    await load();
  }
  draw();
  while (isPlaying && Number(byId('when').value) < Number(byId('when').max)) {
    goTo(Number(byId('when').value) + 1);
    await Promise.all([load(), new Promise((resolve) => setTimeout(resolve, FRAME_MILLIS))]);
  }
  stop();
}
