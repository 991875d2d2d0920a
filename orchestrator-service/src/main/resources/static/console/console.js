// What the console does in the browser beside htmx: it says whether the page is live, and "/" goes to the search field.
'use strict';

const state = document.getElementById('live-state');

document.body.addEventListener('htmx:sseOpen', () => { state.textContent = 'Live.'; });
document.body.addEventListener('htmx:sseError', () => { state.textContent = 'Not live: trying to connect again.'; });
document.body.addEventListener('htmx:sendError', () => { state.textContent = 'Not live: the service does not answer.'; });

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById('find').focus();
  }
});

for (const all of document.querySelectorAll('[data-choose]')) {
  all.addEventListener('change', () => {
    for (const one of all.form.querySelectorAll(`[name="${all.dataset.choose}"]`)) {
      one.checked = all.checked;
    }
  });
}
