// The outline of a body: a grid of buttons, moved over by the arrow keys.
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function bodyMap(body, choose) {
  const parts = [...body.querySelectorAll("path[data-site]")];
  let current = parts.find((part) => part.dataset.site === "face" && part.dataset.side === "left");
  current.tabIndex = 0;

  function go(to) {
    current.tabIndex = -1;
    current = to;
    current.tabIndex = 0;
    current.focus();
  }
  function middle(part) {
    const box = part.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }
  // The nearest part in that direction; what lies aside counts for more.
  function beyond([dx, dy]) {
    const [x, y] = middle(current);
    let best = null, least = Infinity;
    for (const part of parts) {
      const [px, py] = middle(part);
      const along = (px - x) * dx + (py - y) * dy;
      const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
      if (along > 2 && along + 3 * aside < least) [best, least] = [part, along + 3 * aside];
    }
    return best;
  }
  body.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (move) {
      event.preventDefault();
      const to = beyond(move);
      if (to) go(to);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(current.dataset.site, current.dataset.side);
    }
  });
  body.addEventListener("click", (event) => {
    const part = event.target.closest("path[data-site]");
    if (!part) return;
    go(part);
    choose(part.dataset.site, part.dataset.side);
  });
  return {
    // Shows the places of the picked finding, and fainter those of the others.
    mark(places, others) {
      const holds = (list, part) => list.some((one) => one.sites.includes(part.dataset.site) && (["", "both"].includes(one.side) || one.side === part.dataset.side));
      for (const part of parts) {
        const here = holds([places], part);
        part.setAttribute("aria-pressed", here);
        part.classList.toggle("elsewhere", !here && holds(others, part));
      }
    },
  };
}
