// All places of the map, in as many boxes as the server wants them to be asked in.
import { get } from './api.js';

const WORLD = [-180, -90, 180, 90];
const TOO_MANY = 'too-many-places';

/** More than a browser could draw, or all in one spot. */
const MOST_BOXES = 64;

/** As they were taken the last time. */
let boxes = [WORLD];

/** The map of all places; a box with more than the server gives at once is asked for in quarters. */
export async function wholeMap(parameters, signal) {
  const taken = [];
  let waiting = boxes;
  while (waiting.length > 0) {
    const answers = await Promise.all(waiting.map((box) => ask(parameters, box, signal)));
    waiting = answers.flatMap(({ box, answer, refusal }) => {
      if (answer) {
        taken.push({ box, answer });
        return [];
      }
      if (waiting.length * 4 > MOST_BOXES) {
        throw refusal;
      }
      return quarters(box);
    });
  }
  boxes = taken.map(({ box }) => box);
  return joined(taken.map(({ answer }) => answer));
}

async function ask(parameters, box, signal) {
  try {
    const bbox = box === WORLD ? null : box.join(',');
    return { box, answer: await get('/v1/map', { ...parameters, bbox }, signal) };
  } catch (e) {
    if (e.code !== TOO_MANY) {
      throw e;
    }
    return { box, refusal: e };
  }
}

function quarters([west, south, east, north]) {
  const longitude = (west + east) / 2;
  const latitude = (south + north) / 2;
  return [
    [west, south, longitude, latitude], [longitude, south, east, latitude],
    [west, latitude, longitude, north], [longitude, latitude, east, north],
  ];
}

/** A place on the edge of two boxes is in both. */
function joined(answers) {
  if (answers.length === 1) {
    return answers[0];
  }
  const features = new Map(answers.flatMap((one) => one.features.map((feature) => [feature.id, feature])));
  return { ...answers[0], features: [...features.values()] };
}
