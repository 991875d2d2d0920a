// What the console does in the browser beside htmx: it keeps what is shown fresh and says whether it is, and "/" goes to
// the search field.
'use strict';

const live = document.getElementById('live');
const state = document.getElementById('live-state');

// A browser opens six connections to one host, for all its windows together: a tab that nobody sees listens to nothing,
// of those that are seen so many listen at most, and the others ask each second.
const PLACES = 4;
let source = null;
let heard = '';
let poll = null;
let leave = null;
let turn = 0;
let listening = '';
let trouble = '';
let held = '';
let missed = false;

function show() {
  const text = trouble || held || listening;
  if (state.textContent !== text) {
    state.textContent = text;
  }
}

function refetch() {
  htmx.trigger(live, 'refetch');
}

// What is renewed with the page may say it: the list's address names the sagas that it shows, and a saga that has ended is
// asked for no more.
function told(what) {
  return live.querySelector(`[data-${what}]`)?.dataset[what] ?? live.dataset[what];
}

function address() {
  return told('listen');
}

function listen() {
  heard = address();
  source = new EventSource(heard);
  source.onopen = () => { listening = 'Live.'; show(); };
  source.onerror = () => { listening = 'Not live: trying to connect again.'; show(); };
  source.addEventListener('changed', refetch);
}

// Whoever comes back to a page whose server hangs is not told what was true before.
function hush() {
  turn += 1;
  listening = '';
  show();
  source?.close();
  source = null;
  leave?.();
  leave = null;
  clearInterval(poll);
  poll = null;
}

// Answers how to give the place up, or null when other windows have all of them. A window that is gone has none. Without
// a secure context (https, or this machine) there are no locks, and every window listens.
function takePlace(nth = 0) {
  if (!navigator.locks) {
    return Promise.resolve(() => {});
  }
  return nth === PLACES ? Promise.resolve(null) : new Promise((taken) => {
    navigator.locks.request(`console-live-${nth}`, { ifAvailable: true }, (lock) => (
      lock ? new Promise((left) => { taken(left); }) : taken(takePlace(nth + 1))
    ));
  });
}

function askEvery(millis) {
  clearInterval(poll);
  poll = millis ? setInterval(refetch, Number(millis)) : null;
}

async function listenIfThereIsRoom() {
  const mine = turn;
  const place = await takePlace();
  if (mine !== turn || source) {
    place?.();
  } else if (place) {
    leave = place;
    listen();
    askEvery(told('every'));
  } else if (!poll) {
    listening = 'Live, by asking each second: other windows listen.';
    show();
    askEvery(1000);
  }
}

function watch() {
  hush();
  if (document.visibilityState === 'visible') {
    listenIfThereIsRoom();
  }
}

// What the page is told to listen to may have changed, another window may have given up its place, and a server that
// refused is not asked again by the browser.
function listenAnew() {
  if (!source && document.visibilityState === 'visible') {
    listenIfThereIsRoom();
  } else if (source && (source.readyState === EventSource.CLOSED || heard !== address())) {
    source.close();
    listen();
  }
}

function isSelectedIn(element) {
  const selection = document.getSelection();
  return !selection.isCollapsed && selection.containsNode(element, true);
}

// A button that is renewed while it is pressed would not hear of the click. A press that lasts is none, or its end was missed.
const PRESS = 3000;
let pressed = null;
let pressedAt = 0;

function isPressedIn(element) {
  return pressed !== null && Date.now() - pressedAt < PRESS && element.contains(pressed);
}

function release() {
  pressed = null;
  refetchIfMissed();
}

document.addEventListener('pointerdown', (event) => { pressed = event.target; pressedAt = Date.now(); });
document.addEventListener('pointerup', release);
document.addEventListener('pointercancel', release);

// What somebody has ticked would slip away under what comes in above it.
function isChosenIn(element) {
  return element.querySelector('input[type=checkbox]:checked') !== null;
}

// Why what is shown must stay as it is; empty when nothing speaks against renewing it.
function use(element) {
  if (isSelectedIn(element)) {
    return 'text is selected';
  }
  if (isPressedIn(element)) {
    return 'a button is pressed';
  }
  return isChosenIn(element) ? 'letters are chosen' : '';
}

function refetchIfMissed() {
  if (missed && !use(live)) {
    missed = false;
    refetch();
  }
}

// Where somebody reads: what is wide or long stays scrolled, details open and the focus where it is while what is in them is
// renewed. htmx gives the focus back too, but before the details are open.
let scrolled = [];
let opened = [];
let focused = '';

function remember() {
  scrolled = [...live.querySelectorAll('.wide[id], pre[id]')]
    .map((region) => [region.id, region.scrollLeft, region.scrollTop]);
  opened = [...live.querySelectorAll('details[id][open]')].map((details) => details.id);
  focused = live.contains(document.activeElement) ? document.activeElement.id : '';
}

function restore() {
  for (const id of opened) {
    document.getElementById(id)?.setAttribute('open', '');
  }
  for (const [id, left, top] of scrolled) {
    const region = document.getElementById(id);
    if (region) {
      region.scrollLeft = left;
      region.scrollTop = top;
    }
  }
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

if (live) {
  watch();
  setInterval(() => { listenAnew(); refetchIfMissed(); }, 2000);
  document.addEventListener('visibilitychange', () => {
    watch();
    if (document.visibilityState === 'visible') {
      refetch();
    }
  });
  live.addEventListener('htmx:beforeSwap', (event) => {
    if (event.target !== live || !event.detail.shouldSwap) {
      return;
    }
    const why = use(live);
    missed = why !== '';
    held = missed ? `Held: ${why}; what is shown may be old.` : '';
    show();
    if (missed) {
      event.detail.shouldSwap = false;
    } else {
      remember();
    }
  });
  live.addEventListener('htmx:afterSwap', () => {
    restore();
    if (source) {
      askEvery(told('every'));
    }
  });
  document.addEventListener('selectionchange', refetchIfMissed);
} else {
  document.body.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.requestConfig.elt.matches('[hx-trigger^="every"]') && isPressedIn(event.target)) {
      event.detail.shouldSwap = false;
    }
  });
}

function unanswered() {
  trouble = 'Not live: the service does not answer.';
  show();
}

// A change may take its time: whoever was told that it failed would ask for it twice.
document.body.addEventListener('htmx:configRequest', ({ detail }) => {
  if (detail.verb !== 'get') {
    detail.timeout = 0;
  }
});
document.body.addEventListener('htmx:sendError', unanswered);
document.body.addEventListener('htmx:timeout', unanswered);
document.body.addEventListener('htmx:responseError', (event) => {
  trouble = `Not live: the service answers ${event.detail.xhr.status}.`;
  show();
});
document.body.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.successful) {
    trouble = '';
    show();
  }
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById('find').focus();
  }
});

// The second of two quick clicks would place a second order.
const SENDING = 2000;
const sent = new WeakMap();
document.addEventListener('submit', (event) => {
  const now = Date.now();
  if (event.target.method === 'post' && now - (sent.get(event.target) ?? 0) < SENDING) {
    event.preventDefault();
  } else {
    sent.set(event.target, now);
  }
});
window.addEventListener('pageshow', () => {
  for (const form of document.forms) {
    sent.delete(form);
  }
});

document.addEventListener('change', ({ target }) => {
  if (target.dataset.choose) {
    for (const one of target.form.querySelectorAll(`[name="${target.dataset.choose}"]`)) {
      one.checked = target.checked;
    }
  }
  refetchIfMissed();
});
