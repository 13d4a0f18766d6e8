// The places in view as a list: what the map shows, for whom a map is no help.
import { byId, el, refill } from './dom.js';
import { t } from './texts.js';
import { change, view } from './view.js';
import { inView, saidOf } from './map.js';
import { SCORE, isCondition, isStale } from './measures.js';
import { symbolOf } from './legend.js';
import { whole } from './format.js';
import { missingInWords } from './wording.js';

const MOST = 100;

let frame = null;
let onChosen = () => {};

export function startPlaces(chosen) {
  onChosen = chosen;
}

export function showPlaces(next = frame) {
  frame = next;
  if (!frame || byId('places').hidden) {
    return;
  }
  const indexes = inView();
  const rows = indexes.slice(0, MOST).map((i) => {
    const properties = frame.properties[i];
    return el('li', el('button.row', { type: 'button', 'aria-current': view.place === frame.ids[i], onclick: () => choose(i) },
      symbolOf(frame.show, properties),
      el('span.name', frame.names[i]),
      el('span.value', saidOf(frame.show, properties)),
      missing(properties),
      isStale(properties) ? el('span.badge', t('stale')) : null));
  });
  const more = indexes.length > MOST ? ` ${t('firstOfThem', { n: MOST })}` : '';
  const count = isCondition(frame.show) ? 'shownPlaces' : 'shownPlacesValue';
  refill(byId('places'),
    el('p.note', indexes.length === 0 ? t('noneInView') : t(count, { n: whole(indexes.length) }) + more),
    el('ul.rows', rows));
}

/** What a place lacks of the watch that is shown, if one is. */
function missing({ missing: gaps }) {
  return frame.show === SCORE && gaps.length > 0 ? el('span.note', missingInWords(frame.watch.preference, gaps)) : null;
}

function choose(i) {
  change({ place: frame.ids[i] });
  onChosen(frame.ids[i]);
}
