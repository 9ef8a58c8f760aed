/** The element with this id, which the page has. */
export const $ = (id) => document.getElementById(id);

/**
 * An element with properties, listeners (`onclick`) and attributes (`aria-label`, `role`), and children.
 *
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

export function meter(label) {
  const attributes = { role: 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': 0 };
  return h('div', { className: 'meter', ...attributes }, h('span'));
}

/** Shows a level of 0 to 1 on a scale of -60 to 0 dB. */
export function showLevel(element, level) {
  const share = level < 0.001 ? 0 : Math.min(1, 1 + Math.log10(level) / 3);
  element.style.setProperty('--level', share.toFixed(3));
  element.setAttribute('aria-valuenow', Math.round(share * 100));
}

export function setPressed(button, on) {
  button.setAttribute('aria-pressed', on);
}

/** Makes the children of `parent` those of `keys`, in their order, and keeps those that are there: focus stays. */
export function reconcile(parent, keys, create, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  keys.forEach((key, i) => {
    let child = known.get(key);
    known.delete(key);
    if (!child) {
      child = create(key);
      child.dataset.key = key;
    }
    if (parent.children[i] !== child) {
      parent.insertBefore(child, parent.children[i] ?? null);
    }
    update(child, key);
  });
  known.forEach((child) => child.remove());
}
