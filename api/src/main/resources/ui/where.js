// For which places a watch is: one, those in the map's view, those around a point, or some by their ids.
import { el } from './dom.js';
import { t } from './texts.js';
import { get } from './api.js';
import { shown, stored, tidy, unit } from './format.js';
import { boxNow, centreNow } from './map.js';
import { placesInWords } from './wording.js';

const RADIUS = 'radius_kilometres';
const FIRST_KILOMETRES = 50;

/**
 * What was chosen, and may be chosen anew.
 *
 * @param places those of the watch as it is saved; null: a new one
 * @param openPlace the id of the place that was open last; null: none was
 */
export function chosenPlaces(places, openPlace) {
  const { latitude, longitude } = centreNow();
  return {
    kind: places !== null ? 'kept' : openPlace !== null ? 'place' : 'view',
    kept: places,
    openPlace,
    latitude,
    longitude,
    kilometres: FIRST_KILOMETRES,
    ids: (places?.ids ?? []).join('\n'),
  };
}

/** As the API takes them. */
export function placesOf({ kind, kept, openPlace, latitude, longitude, kilometres, ids }) {
  switch (kind) {
    case 'kept': return kept;
    case 'place': return { ids: [openPlace] };
    case 'view': return { bbox: boxNow() };
    case 'circle': return { near: [longitude, latitude], radius_m: Math.round(kilometres * 1000) };
    default: return { ids: ids.split(/\s*\n\s*/).map((id) => id.trim()).filter((id) => id !== '') };
  }
}

/** Up to so many of them, by their ids, the first of an area. */
export async function firstOf({ ids, bbox, near, radius_m: radius }, most) {
  if (ids) {
    return { ids: ids.slice(0, most) };
  }
  const area = bbox ? { bbox: bbox.join(',') } : { lat: near[1], lon: near[0], radius_m: radius };
  return { ids: (await get('/v1/places', { ...area, limit: most })).places.map(({ place_id: id }) => id) };
}

/** The part of the form. */
export function whereField(chosen, nameOfPlace, onChange) {
  const kinds = ['kept', 'place', 'view', 'circle', 'ids'].filter((kind) =>
    (kind !== 'kept' || chosen.kept !== null) && (kind !== 'place' || chosen.openPlace !== null));
  const more = el('div');
  const showMore = () => more.replaceChildren(...fields(chosen, onChange, showMore));
  const set = (kind) => {
    chosen.kind = kind;
    showMore();
    onChange();
  };
  showMore();
  return el('fieldset.where', { 'data-pointer': '/body/places' }, el('legend', t('where')),
    kinds.map((kind) => el('label.radio',
      el('input', { type: 'radio', name: 'where', value: kind, checked: chosen.kind === kind, onchange: () => set(kind) }),
      el('span', said(kind, chosen, nameOfPlace)))),
    more);
}

function said(kind, { kept, openPlace }, nameOfPlace) {
  switch (kind) {
    case 'kept': return placesInWords(kept, nameOfPlace);
    case 'place': return nameOfPlace(openPlace);
    default: return t(`where.${kind}`);
  }
}

function fields(chosen, onChange, redraw) {
  if (chosen.kind === 'ids') {
    const area = el('textarea', {
      rows: '4', required: true, 'aria-label': t('where.ids'), spellcheck: 'false', oninput: () => {
        chosen.ids = area.value;
        onChange();
      },
    });
    area.value = chosen.ids;
    return [area, el('p.note', t('where.idsText'))];
  }
  if (chosen.kind !== 'circle') {
    return [];
  }
  const number = (label, value, most, set) => {
    const input = el('input', {
      type: 'number', step: 'any', required: true, min: String(-most), max: String(most), value: String(tidy(value)),
      oninput: () => {
        set(Number(input.value));
        onChange();
      },
    });
    return el('label.fields', el('span', label), input);
  };
  return [
    number(t('where.latitude'), chosen.latitude, 90, (value) => { chosen.latitude = value; }),
    number(t('where.longitude'), chosen.longitude, 180, (value) => { chosen.longitude = value; }),
    number(`${t('where.radius')} (${unit(RADIUS)})`, shown(RADIUS, chosen.kilometres), 20_000, (value) => {
      chosen.kilometres = stored(RADIUS, value);
    }),
    el('button.add', {
      type: 'button',
      onclick: () => {
        Object.assign(chosen, centreNow());
        redraw();
        onChange();
      },
    }, t('where.centre')),
  ];
}
