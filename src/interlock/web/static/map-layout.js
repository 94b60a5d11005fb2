// Where actors stand: springs along edges, all pairs repel, boxes of names keep apart. No chance in it: same data, same picture.

const SPRING_LENGTH = 150;
const REPULSION = 9000;
const GRAVITY = 0.035;
const MOST_PAIRS = 2e8;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** A layout to be done in slices. `actors` have half sizes `halfWidth` and `halfHeight`, `pairs` are [place, place, lanes]. */
export function layoutOf(actors, pairs) {
  const count = actors.length;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const state = { count, x, y, forceX: new Float64Array(count), forceY: new Float64Array(count), degree: new Float64Array(count) };
  for (let place = 0; place < count; place += 1) {
    const radius = SPRING_LENGTH * 0.6 * Math.sqrt(place + 0.5);
    x[place] = radius * Math.cos(place * GOLDEN_ANGLE) * 1.2;
    y[place] = radius * Math.sin(place * GOLDEN_ANGLE) / 1.2;
  }
  for (const [one, other] of pairs) {
    state.degree[one] += 1;
    state.degree[other] += 1;
  }
  const steps = Math.round(Math.min(300, Math.max(60, MOST_PAIRS / Math.max(count * count, 1))));
  return { actors, pairs, state, steps, done: 0 };
}

/** Goes on with a layout until it is done or the time is up (milliseconds); true once it is done. */
export function settle(layout, milliseconds) {
  const until = performance.now() + milliseconds;
  while (layout.done < layout.steps) {
    step(layout);
    layout.done += 1;
    if (performance.now() > until) break;
  }
  return layout.done >= layout.steps;
}

function step({ actors, pairs, state, steps, done }) {
  const heat = 1 - done / steps;
  const { count, x, y, forceX, forceY } = state;
  forceX.fill(0);
  forceY.fill(0);
  repel(state);
  attract(state, pairs);
  const longest = 60 * heat + 2;
  for (let place = 0; place < count; place += 1) {
    const pullX = forceX[place] - x[place] * GRAVITY;
    const pullY = forceY[place] - y[place] * GRAVITY * 1.5;
    const size = Math.hypot(pullX, pullY);
    const share = (Math.min(size, longest) / (size || 1)) * 0.9;
    x[place] += pullX * share;
    y[place] += pullY * share;
  }
  if (done > steps * 0.6) part(actors, state);
}

function repel({ count, x, y, forceX, forceY }) {
  for (let one = 0; one < count; one += 1) {
    let sumX = 0;
    let sumY = 0;
    for (let other = one + 1; other < count; other += 1) {
      const awayX = x[one] - x[other];
      const awayY = y[one] - y[other];
      const push = REPULSION / (awayX * awayX + awayY * awayY + 100);
      sumX += awayX * push;
      sumY += awayY * push;
      forceX[other] -= awayX * push;
      forceY[other] -= awayY * push;
    }
    forceX[one] += sumX;
    forceY[one] += sumY;
  }
  for (let place = 0; place < count; place += 1) {
    forceX[place] *= 0.05;
    forceY[place] *= 0.05;
  }
}

function attract({ x, y, forceX, forceY, degree }, pairs) {
  for (const [one, other, lanes] of pairs) {
    const awayX = x[other] - x[one];
    const awayY = y[other] - y[one];
    const length = Math.hypot(awayX, awayY) || 1;
    const strength = (0.5 * (1 + Math.log2(lanes) * 0.3)) / Math.max(1, Math.min(degree[one], degree[other]));
    const pull = ((length - SPRING_LENGTH - lanes * 6) / length) * strength;
    const share = degree[one] / (degree[one] + degree[other]);
    forceX[one] += awayX * pull * (1 - share);
    forceY[one] += awayY * pull * (1 - share);
    forceX[other] -= awayX * pull * share;
    forceY[other] -= awayY * pull * share;
  }
}

/** Pushes boxes that overlap apart, along the shorter way. */
function part(actors, { count, x, y }) {
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      const overlapY = actors[one].halfHeight + actors[other].halfHeight - Math.abs(y[one] - y[other]);
      if (overlapY <= 0) continue;
      const overlapX = actors[one].halfWidth + actors[other].halfWidth - Math.abs(x[one] - x[other]);
      if (overlapX <= 0) continue;
      if (overlapY <= overlapX) {
        const push = (overlapY / 2.5) * (y[one] > y[other] || (y[one] === y[other] && one > other) ? 1 : -1);
        y[one] += push;
        y[other] -= push;
      } else {
        const push = (overlapX / 2.5) * (x[one] > x[other] ? 1 : -1);
        x[one] += push;
        x[other] -= push;
      }
    }
  }
}
